"""How a knob of any type is read from a link and written into one."""

from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")


@dataclass(frozen=True)
class Spelled(Generic[T]):
    """For ``Annotated[T, Spelled(read, write)]``: in links, recordings and JSON it is a text.

    A text that is given to the Setup is read, a value is checked as its type says. Of ``T | None``
    the empty text is None. The stage finds this object among the metadata of a field.

    Attributes:
        read: The value that a text stands for, also as links of before had it; a ``ValueError``
            where it is damaged.
        write: The text of a value, of letters, digits and ``-._~`` alone.
    """

    read: Callable[[str], T]
    write: Callable[[T], str]

    def spell(self, value: T | None) -> str:
        """The text of a value, or of none."""
        return "" if value is None else self.write(value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """What pydantic asks for."""
        optional = get_origin(source) is UnionType

        def value(given: object) -> object:
            if isinstance(given, str):
                return None if optional and not given else self.read(given)
            return given

        return core_schema.no_info_before_validator_function(
            value,
            _checked(source, handler),
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.spell, return_schema=core_schema.str_schema(), when_used="json"
            ),
        )


def _checked(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Tuples and numbers as pydantic checks them; an object of another class as it is, or None."""
    if get_origin(source) is UnionType:
        (kind,) = (each for each in get_args(source) if each is not NoneType)
        return core_schema.nullable_schema(_checked(kind, handler))
    if isinstance(source, type) and source not in (int, float):
        return core_schema.is_instance_schema(source)
    return handler(source)
