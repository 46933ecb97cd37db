"""Where work is done: here, one piece after the other, or in several processes.

Every piece depends on its own input alone, so the results are the same whoever computes them, and
they come in the order of the input. Starting processes and sending results back costs more than
it brings below some 50 MB of catalogs: one process is the default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 200
"""Items handed over at once: few enough to share the work, enough that handing over is cheap."""


def each(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int = 1, chunk: int = CHUNK
) -> Iterator[Result]:
    """Yield ``function(item)`` for each item, in the order of the items.

    With ``jobs`` above 1 in that many processes: the function is one of a module, items and
    results can be pickled. Raises what the function raises for the first item that fails.
    """
    if jobs <= 1 or len(items) <= chunk:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunk = max(1, min(chunk, len(items) // jobs))
    with ProcessPoolExecutor(min(jobs, -(-len(items) // chunk))) as pool:
        try:
            yield from pool.map(function, items, chunksize=chunk)
        finally:
            pool.shutdown(cancel_futures=True)
