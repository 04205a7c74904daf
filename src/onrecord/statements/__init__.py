"""Analysis -> Statements: who said what, how, and inside of whose words."""

from onrecord.statements.statements import find_statements

__all__ = ["find_statements"]
