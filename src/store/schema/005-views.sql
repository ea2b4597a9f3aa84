-- SPDX-License-Identifier: GPL-3.0-or-later
-- for other programs only: a project as SQL, R or Python want to read it. This program looks at none of the views, and opens no
-- file whose views are others than these. docs/format.md says what they hold.

CREATE VIEW v_regions AS      -- in the program's order
SELECT p.code AS region, p.name_en, p.name_zh, g.name_en AS group_en, g.name_zh AS group_zh, p.longitude, p.latitude, p.area_km2,
       p.has_data
FROM place AS p LEFT JOIN region_group AS g ON g.id = p.group_id
ORDER BY p.id;

CREATE VIEW v_values AS       -- the figures as they were imported or edited
SELECT p.code AS region, v.year AS year, s.code AS series, v.value AS value, s.unit_en, s.unit_zh,
       CASE WHEN v.edited = 1 THEN 'edited' WHEN f.accepted = 0 THEN 'suspect' ELSE 'observed' END AS state,
       CASE v.edited WHEN 1 THEN v.original END AS original, f.note AS note
FROM value AS v
JOIN series AS s ON s.id = v.series_id
JOIN place AS p ON p.id = v.place_id
LEFT JOIN flag AS f ON f.series_id = v.series_id AND f.year = v.year AND f.place_id = v.place_id;

CREATE VIEW v_indicators AS
SELECT i.code AS indicator, i.name_en, i.name_zh, i.unit_en, i.unit_zh, i.pillar, i.component, i.direction, i.role,
       n.code AS numerator, CASE i.per_area WHEN 1 THEN 'AREA' ELSE d.code END AS denominator, i.factor, g.lower, g.upper,
       i.source, i.note
FROM indicator AS i
JOIN series AS n ON n.id = i.numerator_id
LEFT JOIN series AS d ON d.id = i.denominator_id
LEFT JOIN goalpost AS g ON g.indicator_id = i.id
ORDER BY i.id;

CREATE VIEW v_scores_input AS -- what scores begin with: factor x numerator / denominator of what is neither missing nor suspect
SELECT region, year, indicator, value
FROM (SELECT p.code AS region, n.year AS year, i.code AS indicator,
             i.factor * n.value / CASE WHEN i.per_area = 1 THEN p.area_km2
                                       WHEN i.denominator_id IS NULL THEN 1.0 ELSE d.value END AS value
      FROM indicator AS i
      JOIN value AS n ON n.series_id = i.numerator_id
      JOIN place AS p ON p.id = n.place_id
      LEFT JOIN flag AS fn ON fn.series_id = n.series_id AND fn.year = n.year AND fn.place_id = n.place_id
      LEFT JOIN value AS d ON d.series_id = i.denominator_id AND d.year = n.year AND d.place_id = n.place_id
      LEFT JOIN flag AS fd ON fd.series_id = d.series_id AND fd.year = d.year AND fd.place_id = d.place_id
      WHERE p.has_data = 1
        AND (n.edited = 1 OR fn.accepted IS NULL OR fn.accepted = 1)
        AND (i.per_area = 1 OR d.edited IS NULL OR d.edited = 1 OR fd.accepted IS NULL OR fd.accepted = 1))
WHERE abs(value) <= 1e60;

CREATE VIEW v_weights AS      -- as they are stored; weight: share of the parent, global: share of the index
WITH RECURSIVE part (id, share) AS (
  SELECT id, CASE is_on WHEN 1 THEN 1.0 ELSE 0.0 END FROM node WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, p.share * CASE c.is_on WHEN 1 THEN c.weight ELSE 0.0 END FROM node AS c JOIN part AS p ON p.id = c.parent_id)
SELECT n.code AS node, n.level, u.code AS parent, coalesce(i.name_en, n.name_en) AS name_en,
       coalesce(i.name_zh, n.name_zh) AS name_zh, n.weight, part.share AS global, n.locked, n.is_on
FROM node AS n
JOIN part ON part.id = n.id
LEFT JOIN node AS u ON u.id = n.parent_id
LEFT JOIN indicator AS i ON i.id = n.indicator_id
ORDER BY n.id;

CREATE VIEW v_history AS      -- oldest first
SELECT id AS step, strftime('%Y-%m-%dT%H:%M:%SZ', time, 'unixepoch') AS time, label AS action,
       CASE undone WHEN 0 THEN 'in force' ELSE 'undone' END AS state
FROM history
ORDER BY id;
