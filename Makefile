.PHONY: check fix golden

check:  ## Format, lint, types, imports, tests
	ruff format --check . && ruff check . && mypy && lint-imports && pytest

fix:  ## Mend what can be mended without thinking
	ruff check --fix . ; ruff format .

golden:  ## Rewrite what is compared byte by byte; read the diff afterwards
	pytest --golden
