"""What programs really bind, beside what the analysis says of them: see `benchmarks/programs.py`."""
