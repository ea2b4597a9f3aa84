/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-globe.h"
#include "nqp-import-private.h"

#include <glib/gi18n.h>
#include <math.h>

enum
{
  CODE,
  NAME,
  NAME_EN,
  NAME_ZH,
  INITIALS,
  GROUP,
  GROUP_EN,
  GROUP_ZH,
  LONGITUDE,
  LATITUDE,
  AREA,
  TILE_COL,
  TILE_ROW,
  N_COLUMNS,
};

/* What a sheet of a workbook may be called. */
static const char *const region_sheets[] = { "regions", "region", "地区", "区域", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [CODE] = { TRUE, "code", { NQP_HEAD_CODE, NQP_HEAD_REGION_CODE, NQP_HEAD_REGION } },
  [NAME] = { FALSE, "name", { NQP_HEAD_NAME, NQP_HEAD_REGION } },
  [NAME_EN] = { FALSE, "name_en", { NQP_HEAD_NAME_EN } },
  [NAME_ZH] = { FALSE, "name_zh", { NQP_HEAD_NAME_ZH } },
  [INITIALS] = { FALSE, "initials", { NQP_HEAD_INITIALS } },
  [GROUP] = { FALSE, "group", { NQP_HEAD_GROUP } },
  [GROUP_EN] = { FALSE, "group_en", { NQP_HEAD_GROUP_EN } },
  [GROUP_ZH] = { FALSE, "group_zh", { NQP_HEAD_GROUP_ZH } },
  [LONGITUDE] = { FALSE, "longitude", { NQP_HEAD_LONGITUDE } },
  [LATITUDE] = { FALSE, "latitude", { NQP_HEAD_LATITUDE } },
  [AREA] = { FALSE, "area_km2", { NQP_HEAD_AREA } },
  [TILE_COL] = { FALSE, "tile_col", { NQP_HEAD_TILE_COL } },
  [TILE_ROW] = { FALSE, "tile_row", { NQP_HEAD_TILE_ROW } },
};

static void
report_degrees (NqpSheet *sheet, int column, double value, double low, double high)
{
  nqp_sheet_problem (sheet, column, _ ("Found %g in the column “%s”; expected degrees between %g and %g."),
                     value, columns[column].name, low, high);
}

static void
read_position (NqpSheet *sheet, NqpRegion *region, NqpDecimal *decimal)
{
  double longitude = nqp_sheet_number (sheet, LONGITUDE, decimal);
  double latitude = nqp_sheet_number (sheet, LATITUDE, decimal);

  if (isnan (longitude))
    ;
  else if (nqp_globe_take_longitude (&longitude))
    region->longitude = longitude;
  else
    report_degrees (sheet, LONGITUDE, longitude, nqp_globe_low (NQP_GLOBE_LONGITUDE),
                    NQP_GLOBE_LAST_LONGITUDE);
  if (isnan (latitude))
    return;
  if (nqp_globe_holds (NQP_GLOBE_LATITUDE, latitude))
    region->latitude = latitude;
  else
    report_degrees (sheet, LATITUDE, latitude, nqp_globe_low (NQP_GLOBE_LATITUDE),
                    nqp_globe_high (NQP_GLOBE_LATITUDE));
}

static void
read_area (NqpSheet *sheet, NqpRegion *region, NqpDecimal *decimal)
{
  const double area = nqp_sheet_number (sheet, AREA, decimal);

  if (isnan (area))
    return;
  region->area_km2 = area;
  if (region->area_km2 <= 0)
    nqp_sheet_problem (sheet, AREA,
                       _ ("The area of “%s” is %g km²; expected more than 0, or nothing if unknown."),
                       region->code, region->area_km2);
  else if (!nqp_globe_holds (NQP_GLOBE_AREA, region->area_km2))
    nqp_sheet_problem (sheet, AREA,
                       _ ("The area of “%s” is %g km², more than the surface of the Earth; expected square "
                          "kilometres."),
                       region->code, region->area_km2);
}

static int
read_tile (NqpSheet *sheet, int column)
{
  NqpField field = nqp_sheet_get (sheet, column);
  int value;

  if (field.length == 0)
    return -1;
  if (nqp_integer_parse (field.text, field.length, &value) && nqp_globe_holds (NQP_GLOBE_TILE, value))
    return value;
  {
    g_autofree char *found = nqp_problem_quote (field.text, field.length);

    nqp_sheet_problem (sheet, column,
                       _ ("Found “%s” in the column “%s”; expected a whole number from 0 to 999."), found,
                       columns[column].name);
  }
  return -1;
}

static void
read_tiles (NqpImporter *self, NqpSheet *sheet, NqpRegion *region, GHashTable *tiles)
{
  gpointer key;
  const char *taken;

  if (nqp_sheet_get (sheet, TILE_COL).length > 0 || nqp_sheet_get (sheet, TILE_ROW).length > 0)
    {
      region->tile_col = read_tile (sheet, TILE_COL);
      region->tile_row = read_tile (sheet, TILE_ROW);
    }
  if ((nqp_sheet_get (sheet, TILE_COL).length == 0) != (nqp_sheet_get (sheet, TILE_ROW).length == 0))
    {
      nqp_sheet_problem (sheet, -1,
                         _ ("The region “%s” has a tile column or a tile row alone; expected both or none."),
                         region->code);
      return;
    }
  if (region->tile_col < 0 || region->tile_row < 0 || self->known != NULL)
    return; /* in a project it is seen when all are known */
  key = GINT_TO_POINTER (region->tile_col * 1000 + region->tile_row + 1);
  taken = g_hash_table_lookup (tiles, key);
  if (taken != NULL)
    nqp_sheet_problem (sheet, TILE_COL,
                       _ ("The tile at column %d, row %d is already that of “%s”; expected a free one."),
                       region->tile_col, region->tile_row, taken);
  else
    g_hash_table_insert (tiles, key, g_strdup (region->code));
}

/* -1 with a problem, -2: left out. @n_known: those that the project has */
static int
find_region (NqpImporter *self, NqpSheet *sheet, const NqpField *code, int *n_known)
{
  g_autofree char *text = NULL, *en = NULL, *zh = NULL, *name = NULL;
  const char *texts[5] = { NULL };
  int n = 1, found;

  if (self->known == NULL)
    return nqp_importer_add_region (self, code->text, code->length);
  texts[0] = text = nqp_field_dup (code);
  zh = nqp_sheet_dup (sheet, NAME_ZH);
  en = nqp_sheet_dup (sheet, NAME_EN);
  name = nqp_sheet_dup (sheet, NAME);
  for (int k = 0; k < 3; k++)
    if ((texts[n] = k == 0 ? zh : k == 1 ? en : name) != NULL)
      n++;
  texts[n] = NULL;
  found = nqp_import_known_region (self, sheet, CODE, texts);
  *n_known += found >= 0 && found < self->n_listed_regions;
  return found;
}

/* All of them new: most likely it is the list of something else. */
static void
check_known (NqpImporter *self, int n_rows, int n_known)
{
  if (self->known == NULL || self->n_listed_regions == 0 || n_rows == 0 || n_known > 0)
    return;
  nqp_problems_add (&self->problems, FALSE, self->sources->regions, 0, 0,
                    _ ("None of the %d regions is known to the project; expected codes or names of its "
                       "regions."),
                    n_rows);
  nqp_import_mark_names (self);
}

void
nqp_import_regions (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };
  g_autoptr (GHashTable) tiles = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  NqpDecimal decimal = { 0 };
  int n_errors = self->problems.n_errors, n_rows = 0, n_known = 0;

  if (!nqp_sheet_open (&sheet, self->sources->regions, region_sheets,
                       nqp_import_book (self, self->sources->regions), columns, N_COLUMNS, &self->problems))
    return;
  decimal.comma_allowed = sheet.rows->delimiter != ',';
  self->regions_listed = TRUE;
  while (nqp_sheet_next (&sheet))
    {
      NqpField code = nqp_sheet_get (&sheet, CODE);
      NqpRegionDraft *draft;
      NqpRegion *region;
      int position;

      if (code.length == 0)
        {
          nqp_sheet_problem (&sheet, CODE, _ ("The region has no code; expected one in the column “code”."));
          continue;
        }
      n_rows++;
      position = find_region (self, &sheet, &code, &n_known);
      if (position < 0)
        continue;
      draft = nqp_importer_region (self, position);
      region = &draft->region;
      if (draft->listed)
        {
          nqp_sheet_problem (&sheet, CODE, _ ("The region “%s” stands here a second time; expected it once."),
                             region->code);
          continue;
        }
      draft->listed = TRUE;
      draft->use = self->known != NULL ? NQP_USE_TAKE : draft->use;
      nqp_import_take_text (&region->name, nqp_sheet_text (&sheet, NAME_EN, NAME_ZH, NAME));
      nqp_import_take_text (&draft->group, nqp_sheet_text (&sheet, GROUP_EN, GROUP_ZH, GROUP));
      nqp_import_take (&region->initials, nqp_sheet_dup (&sheet, INITIALS));
      read_position (&sheet, region, &decimal);
      read_area (&sheet, region, &decimal);
      read_tiles (self, &sheet, region, tiles);
    }
  check_known (self, n_rows, n_known);
  g_clear_pointer (&self->names, nqp_names_free); /* of fewer, or by other names */
  self->n_listed_regions = nqp_codes_size (&self->region_codes);
  if (n_rows > 0 && self->n_listed_regions > 0)
    return;
  /* nothing to hold the data against: its regions are not to blame */
  self->regions_listed = self->known != NULL;
  if (self->problems.n_errors == n_errors)
    nqp_problems_add (&self->problems, FALSE, self->sources->regions, 0, 0,
                      _ ("The file has no regions; expected a line for each below the header."));
}
