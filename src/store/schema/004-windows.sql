-- SPDX-License-Identifier: GPL-3.0-or-later
-- Several windows may edit a project at once: the history tells which of them made an action, and in which order actions
-- were made, undone and redone.

ALTER TABLE history ADD COLUMN made_by INTEGER;                 -- a number that a window draws when it opens the project
ALTER TABLE history ADD COLUMN moved_by INTEGER;                -- the window that undid or redid it last
ALTER TABLE history ADD COLUMN step INTEGER NOT NULL DEFAULT 0; -- of the last time it was made, undone or redone: 1, 2, ...

-- done actions in their order, then the undone ones: the earliest of these was undone last
UPDATE history
SET step = CASE undone WHEN 0 THEN id ELSE 2 * (SELECT max(id) FROM history) - id + 1 END;

CREATE INDEX history_step ON history (step);
CREATE INDEX history_made_by ON history (made_by, id);
CREATE INDEX history_undone ON history (step) WHERE undone = 1;
