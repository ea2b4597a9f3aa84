-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a user settled that names of regions mean, so that the next file that comes to the project need not ask.

CREATE TABLE region_name (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,  -- as files have it, with single spaces
  code TEXT                   -- of the region that it means; one that is gone does no harm. NULL: its rows are left out
) STRICT;
