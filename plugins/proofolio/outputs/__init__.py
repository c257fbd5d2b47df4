"""Views become page text here; the only templates of page bodies are ours."""
