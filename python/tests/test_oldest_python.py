"""The package keeps to Python 3.9: its syntax, and nothing in annotations or calls that later versions brought."""

import ast
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parents[1].glob("nashboard/**/*.py"))
OLDEST = (3, 9)
LATER_KEYWORDS = {"strict", "slots", "kw_only"}
"""Of zip and dataclass, from 3.10."""


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_file_keeps_to_the_oldest_python(file):
    tree = ast.parse(file.read_text(), feature_version=OLDEST)
    for node in ast.walk(tree):
        for annotation in filter(None, (getattr(node, "annotation", None), getattr(node, "returns", None))):
            assert not any(isinstance(part, ast.BitOr) for part in ast.walk(annotation)), ast.unparse(annotation)
        if isinstance(node, ast.Call):
            assert not LATER_KEYWORDS & {keyword.arg for keyword in node.keywords}, ast.unparse(node)
