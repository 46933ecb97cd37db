"""Values with named fields, made quickly: the nouns of the program are classes of this kind.

``dataclass(slots=True)`` of the standard library compiles up to ten functions for each class that
is defined, half a millisecond of every start for a noun that most commands never make. This one
takes the same words and gives the same class: fields, defaults, ``repr``, equality, hash, order,
``dataclasses.fields`` and ``dataclasses.replace``. It compiles one function, when a value is first
made. Type checkers are told that it is the one of the standard library.

Left out: inheritance, ``__post_init__``, keyword-only fields, ``InitVar``, classes without slots.
"""

from __future__ import annotations

from dataclasses import Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import MISSING, dataclass
else:
    from dataclasses import MISSING

    def dataclass(
        *, slots: bool, frozen: bool = False, order: bool = False
    ) -> Callable[[type], type]:
        """Return the decorator that makes a class of fields; ``slots`` must be true."""
        if not slots:
            raise TypeError("only classes with slots are made here")
        return lambda cls: _made(cls, frozen, order)


def _made(cls: type, frozen: bool, order: bool) -> type:  # noqa: FBT001
    """Return the class again, with slots, and with the methods that its fields ask for."""
    own = dict(cls.__dict__)
    kinds = {n: k for n, k in own["__annotations__"].items() if not k.startswith("ClassVar")}
    defaults = {name: own.pop(name) for name in kinds if name in own}
    names = tuple(kinds)
    told = {name: _spec(default) for name, default in defaults.items()}
    compared = [name for name in names if name not in told or told[name][1]]
    for name in ("__dict__", "__weakref__"):
        own.pop(name, None)
    own |= {"__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__}
    own["__dataclass_fields__"] = _Fields(kinds, defaults)
    methods: dict[str, Any] = {
        "__init__": _first,
        "__repr__": _repr,
        "__reduce__": _reduce,
        **_comparing(compared, order),
        "__hash__": _hash(compared) if frozen else None,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
    made: type = type(cls)(cls.__name__, cls.__bases__, {**methods, **own})
    return made


def _spec(default: Any) -> tuple[Any, bool]:
    """Return what makes a field's default (a call without arguments, or None), and if it counts."""
    if not isinstance(default, Field):
        return None, True
    factory = default.default_factory
    return (None if factory is MISSING else factory), default.compare


def _comparing(names: list[str], order: bool) -> dict[str, Any]:  # noqa: FBT001
    """Return the methods that compare the fields named."""
    key = _key(names)

    def compare(test: Callable[[Any, Any], Any]) -> Callable[[Any, object], Any]:
        def comparison(self: Any, other: object) -> Any:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return test(key(self), key(other))

        return comparison

    methods = {"__eq__": compare(lambda a, b: a == b)}
    if order:
        methods |= {
            "__lt__": compare(lambda a, b: a < b),
            "__le__": compare(lambda a, b: a <= b),
            "__gt__": compare(lambda a, b: a > b),
            "__ge__": compare(lambda a, b: a >= b),
        }
    return methods


def _key(names: list[str]) -> Callable[[Any], Any]:
    """Return what picks the fields named from a value."""
    return attrgetter(*names) if names else lambda _: ()


def _hash(names: list[str]) -> Callable[[Any], int]:
    key = _key(names)
    return lambda self: hash(key(self))


def _first(self: Any, *values: Any, **named: Any) -> None:
    """Make the first value of a class: compile what makes the others."""
    cls = type(self)
    cls.__init__ = _init(cls, cls.__dict__["__dataclass_fields__"].defaults)
    cls.__init__(self, *values, **named)


def _init(cls: Any, defaults: dict[str, Any]) -> Any:
    """Return the function that fills the slots of a new value.

    A frozen value is not frozen while it is filled: for that long it is a draft, a class with the
    same slots and nothing else. That takes a fourth of the time of going round each refusal.
    """
    names = cls.__slots__
    # Two underscores: no field has them, so none of them is taken for a field.
    scope: dict[str, Any] = {"__missing": MISSING}
    head, body = ["self"], []
    for name in names:
        default = defaults.get(name, MISSING)
        factory, _ = _spec(default)
        if isinstance(default, Field):
            default = default.default
        scope[f"__is_{name}"] = factory or default
        has = factory or default is not MISSING
        head.append(f"{name}={'__missing' if factory else f'__is_{name}'}" if has else name)
        value = f"__is_{name}() if {name} is __missing else {name}" if factory else name
        body.append(f"self.{name} = {value}")
    if cls.__setattr__ is _refuse_setting:
        draft = type(cls.__name__, (), {"__slots__": names, "__module__": cls.__module__})
        scope |= {"__thaw": object.__setattr__, "__draft": draft, "__frozen": cls}
        body = ["__thaw(self, '__class__', __draft)", *body, "self.__class__ = __frozen"]
    source = "\n ".join([f"def __init__({', '.join(head)}):", *(body or ["pass"])])
    exec(source, scope)  # noqa: S102  (made of the names of our own fields)
    scope["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return scope["__init__"]


def _repr(self: Any) -> str:
    cls = type(self)
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in cls.__slots__)
    return f"{cls.__qualname__}({fields})"


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), tuple(getattr(self, name) for name in self.__slots__)


def _refuse_setting(self: Any, name: str, value: object) -> NoReturn:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> NoReturn:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")


class _Fields:
    """What ``dataclasses.fields`` and ``dataclasses.replace`` look at, made when they do."""

    def __init__(self, kinds: dict[str, str], defaults: dict[str, Any]) -> None:
        self.kinds = kinds
        self.defaults = defaults
        self.made: dict[str, Field[Any]] = {}

    def __get__(self, value: object, cls: Any) -> dict[str, Field[Any]]:
        from dataclasses import fields, make_dataclass

        if not self.made:
            default = self.defaults
            rows = [(n, k, default[n]) if n in default else (n, k) for n, k in self.kinds.items()]
            self.made = {each.name: each for each in fields(make_dataclass(cls.__name__, rows))}
        return self.made
