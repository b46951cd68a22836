"""What files on disk say of themselves: headers and sizes, never their data, never anything that would be unpickled."""
