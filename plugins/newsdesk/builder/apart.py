"""Whether the blocks that a template fills, and the frame around them, see anything of one another.

Both are given `site`, `page` and `view`, and share the names that their files define at the top. Blocks are apart from
their frame if they use no name that only the frame defines, or defines otherwise, and ask neither for what stands in it
nor for the style sheets; a frame is apart from its blocks if it likewise uses none of their names, nor the view. That
is told from the templates as they are written, without running them: in doubt they are not apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import meta, nodes

_OF_FRAMES = {"site", "page"}
_OF_BLOCKS = {*_OF_FRAMES, "view"}
_PARENTS = {"self", "super"}
_STYLES = "stylesheet"  # in the names of what a site is asked for by frames alone


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file of templates shows of itself: the templates that it extends, and those that it brings in otherwise
    (an empty name for one that is computed); the names that it uses and does not define; those that it defines, each
    with a value that is equal only if it surely means the same; and all words of its expressions."""

    extends: tuple[str, ...]
    brings: tuple[str, ...]
    uses: frozenset[str]
    defines: Mapping[str, object]
    words: frozenset[str]


def outline_of(tree: nodes.Template) -> Outline:
    defined = dict(_definitions(tree))
    return Outline(
        extends=tuple(map(_named, tree.find_all(nodes.Extends))),
        brings=tuple(map(_named, tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)))),
        uses=frozenset(meta.find_undeclared_variables(tree) - defined.keys()),
        defines=defined,
        words=frozenset(_words(tree)),
    )


def files_of_blocks(
    name: str, outline: Callable[[str], Outline], reachable: Callable[[str], set[str]]
) -> frozenset[str]:
    """The files that the blocks of a template are made of: its own, and all that it brings in but for what it extends;
    none if the blocks are not apart from their frame. `reachable` are the files that one brings in, with itself."""
    own = outline(name)
    if len(own.extends) != 1 or not all((*own.extends, *own.brings)):
        return frozenset()
    files = frozenset({name}.union(*map(reachable, own.brings)))
    apart = (
        all(_is_of_blocks(outline(file)) for file in files)
        and all(_is_of_frame(outline(file)) for file in reachable(own.extends[0]))
        and not any(_clash(own.defines, parent.defines) for parent in _chain(own.extends[0], outline))
    )
    return files if apart else frozenset()


def _is_of_blocks(file: Outline) -> bool:
    asks = not file.words.isdisjoint(_PARENTS) or any(_STYLES in word for word in file.words)
    return file.uses <= _OF_BLOCKS and not asks


def _is_of_frame(file: Outline) -> bool:
    return file.uses <= _OF_FRAMES and "view" not in file.words


def _clash(own: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether both define a name, and not surely alike."""
    return any(own[name] != other[name] for name in own.keys() & other.keys())


def _chain(name: str, outline: Callable[[str], Outline]) -> Iterator[Outline]:
    """A template and those that it extends, one after the other, as far as they are named; each once."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield outline(name)
        name = next(iter(outline(name).extends), "")


def _named(node: nodes.Node) -> str:
    """The template that a node names; nothing if it is computed, or one of several."""
    value = getattr(node.template, "value", "")  # type: ignore[attr-defined]  # of all nodes that are asked
    return value if isinstance(value, str) else ""


def _definitions(tree: nodes.Template) -> Iterator[tuple[str, object]]:
    for node in tree.find_all((nodes.FromImport, nodes.Import, nodes.Macro, nodes.Assign, nodes.AssignBlock)):
        if isinstance(node, nodes.FromImport):
            for one in node.names:
                original, alias = one if isinstance(one, tuple) else (one, one)
                yield alias, (_named(node) or object(), original, node.with_context)
        elif isinstance(node, nodes.Import):
            yield node.target, (_named(node) or object(), node.with_context)
        elif isinstance(node, nodes.Macro):
            yield node.name, object()
        elif isinstance(node, (nodes.Assign, nodes.AssignBlock)):
            targets = [node.target] if isinstance(node.target, nodes.Name) else node.target.find_all(nodes.Name)
            yield from ((target.name, object()) for target in targets)


def _words(tree: nodes.Template) -> Iterator[str]:
    """All names, attributes and texts in a file's expressions."""
    for node in tree.find_all((nodes.Name, nodes.Getattr, nodes.Const)):
        word = getattr(node, "name", None) or getattr(node, "attr", None) or getattr(node, "value", None)
        if isinstance(word, str):
            yield word
