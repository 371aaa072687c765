"""Lists that a desk has already: coded figures, or named victims, as claims of the person who brings them in.

Each row of figures becomes a report of one line and one claim, with the file kept as evidence and the row's number in its
name; a list of named victims becomes one claim, a floor that is counted from the names. A row that is in the ledger adds nothing.
"""

from tollbook.importing.into import Imported, import_list
from tollbook.importing.mapping import Mapping, mapping_of

__all__ = ["Imported", "Mapping", "import_list", "mapping_of"]
