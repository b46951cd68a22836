"""What if: what is assumed of documents, asked for and cleared by commands, offered in hovers, lenses and actions."""
