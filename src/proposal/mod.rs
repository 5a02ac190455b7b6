//! Findings → edits → new text; diffs.
