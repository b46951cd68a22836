"""A trace as text, as data and as a page: pure functions of a `bytelens.tracing.trace.Trace`."""
