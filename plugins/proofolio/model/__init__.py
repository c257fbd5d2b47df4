"""What a portfolio is: frozen records, the library that links them, and what proves what."""
