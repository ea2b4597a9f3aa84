-- SPDX-License-Identifier: GPL-3.0-or-later
-- The direction of an indicator may be unknown (0) until it becomes a part of the index. The columns stay as they are, so that
-- what the history says of them holds.

CREATE TABLE indicator_new (  -- factor x numerator / denominator
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  unit_en TEXT,
  unit_zh TEXT,
  pillar TEXT,
  component TEXT,
  direction INTEGER NOT NULL CHECK (direction IN (-1, 0, 1)),
  role TEXT NOT NULL,
  numerator_id INTEGER NOT NULL REFERENCES series (id),
  denominator_id INTEGER REFERENCES series (id),
  per_area INTEGER NOT NULL DEFAULT 0 CHECK (per_area IN (0, 1)),
  factor REAL NOT NULL,
  source TEXT,
  note TEXT,
  CHECK (direction <> 0 OR role <> 'index')
) STRICT;

INSERT INTO indicator_new
SELECT id, code, name_en, name_zh, unit_en, unit_zh, pillar, component, direction, role, numerator_id, denominator_id,
       per_area, factor, source, note
FROM indicator;
DROP TABLE indicator;
ALTER TABLE indicator_new RENAME TO indicator;

-- of a data file alone: every series an indicator that waits, and "more is better" was said by nobody
UPDATE indicator
SET direction = 0
WHERE NOT EXISTS (SELECT 1 FROM indicator WHERE role <> '' OR direction <> 1 OR numerator_id <> id OR note IS NOT NULL
                  OR source IS NOT NULL);
