"""The errors of Zhengtu: a small tree, told apart by what the caller can do about them.

Every message says what went wrong, where, and what to do next. HTTP status codes are
chosen in one table in ``api/``, never here.
"""


class ZhengtuError(Exception):
    """Root of all errors that are raised on purpose."""


class UnreadableDocument(ZhengtuError):
    """A source that cannot be read as text: damaged, encrypted, empty, of an unknown format."""


class InvalidInput(ZhengtuError):
    """A question, manifest, setting or request that breaks its own rules."""


class NotFound(ZhengtuError):
    """An id or name that the store does not hold."""


class StoreUnavailable(ZhengtuError):
    """The store or its index cannot be reached or started. Never shown as an empty answer."""


class StoreCorrupt(ZhengtuError):
    """What the store holds contradicts its own digests; the message says how to rebuild."""


class MissingExtra(ZhengtuError):
    """A feature whose optional packages are not installed; the message names the extra."""


class ModelUnavailable(ZhengtuError):
    """A language model that does not answer, or not in the agreed form. Never an empty answer."""


class ModelBudgetSpent(ModelUnavailable):
    """The tokens that models may use on one day are used up; the message says what counts them."""


class WorkersUnavailable(ZhengtuError):
    """The processes that read documents cannot be reached, end, or would read by other rules."""


class QueryRefused(ZhengtuError):
    """A reader's query that is not allowed: it writes, or takes too long."""
