"""All kinds of random edits of a site.

What may be edited is read from the records and the options, so that a new kind, field or option is
edited by itself. An edit is chosen by looking at the files as they are, and is data from then on.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.walk import entry_edits, file_edits, site_edits
from tests.walk.author import EditKind

EDITS: Mapping[EditKind, int] = {
    entry_edits.change_text: 5,
    entry_edits.change_field: 6,
    entry_edits.change_title: 2,
    site_edits.change_profile: 3,
    entry_edits.add_entry: 3,
    entry_edits.remove_entry: 2,
    entry_edits.rename_entry: 2,
    entry_edits.reorder_list: 2,
    file_edits.break_file: 1,
    file_edits.mend_file: 3,
    file_edits.restore_file: 5,
    file_edits.touch_file: 2,
    site_edits.change_notebook: 4,
    site_edits.swap_notebooks: 2,
    site_edits.change_picture: 3,
    site_edits.change_page: 3,
    site_edits.change_snippet: 5,
    site_edits.change_override: 4,
    site_edits.edit_settings: 18,
    site_edits.edit_extensions: 6,
    site_edits.change_beside: 6,
    site_edits.change_font: 1,
    site_edits.change_clock: 2,
}
"""All kinds of edits, with how often each is made."""
