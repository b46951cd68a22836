"""What tracing costs, beside other memory profilers: see `benchmarks/trace_overhead.py`."""
