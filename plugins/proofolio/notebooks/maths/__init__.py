"""Formulas as MathML, from TeX as authors write it."""
