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

  region->longitude = region->latitude = NAN;
  if (isnan (longitude) || nqp_globe_take_longitude (&longitude))
    region->longitude = longitude;
  else
    report_degrees (sheet, LONGITUDE, longitude, nqp_globe_low (NQP_GLOBE_LONGITUDE),
                    NQP_GLOBE_LAST_LONGITUDE);
  if (isnan (latitude) || nqp_globe_holds (NQP_GLOBE_LATITUDE, latitude))
    region->latitude = latitude;
  else
    report_degrees (sheet, LATITUDE, latitude, nqp_globe_low (NQP_GLOBE_LATITUDE),
                    nqp_globe_high (NQP_GLOBE_LATITUDE));
}

static void
read_area (NqpSheet *sheet, NqpRegion *region, NqpDecimal *decimal)
{
  region->area_km2 = nqp_sheet_number (sheet, AREA, decimal);
  if (region->area_km2 <= 0)
    nqp_sheet_problem (sheet, AREA,
                       _ ("The area of “%s” is %g km²; expected more than 0, or nothing if unknown."),
                       region->code, region->area_km2);
  else if (!isnan (region->area_km2) && !nqp_globe_holds (NQP_GLOBE_AREA, region->area_km2))
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
read_tiles (NqpSheet *sheet, NqpRegion *region, GHashTable *tiles)
{
  gpointer key;
  const char *taken;

  region->tile_col = read_tile (sheet, TILE_COL);
  region->tile_row = read_tile (sheet, TILE_ROW);
  if ((nqp_sheet_get (sheet, TILE_COL).length == 0) != (nqp_sheet_get (sheet, TILE_ROW).length == 0))
    {
      nqp_sheet_problem (sheet, -1,
                         _ ("The region “%s” has a tile column or a tile row alone; expected both or none."),
                         region->code);
      return;
    }
  if (region->tile_col < 0 || region->tile_row < 0)
    return;
  key = GINT_TO_POINTER (region->tile_col * 1000 + region->tile_row + 1);
  taken = g_hash_table_lookup (tiles, key);
  if (taken != NULL)
    nqp_sheet_problem (sheet, TILE_COL,
                       _ ("The tile at column %d, row %d is already that of “%s”; expected a free one."),
                       region->tile_col, region->tile_row, taken);
  else
    g_hash_table_insert (tiles, key, g_strdup (region->code));
}

void
nqp_import_regions (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };
  g_autoptr (GHashTable) tiles = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  NqpDecimal decimal = { 0 };
  int n_errors = self->problems.n_errors;

  if (!nqp_sheet_open (&sheet, self->sources->regions, region_sheets,
                       nqp_import_book (self, self->sources->regions), columns, N_COLUMNS, &self->problems))
    return;
  decimal.comma_allowed = sheet.rows->delimiter != ',';
  self->regions_listed = TRUE;
  while (nqp_sheet_next (&sheet))
    {
      NqpField code = nqp_sheet_get (&sheet, CODE);
      int known = nqp_codes_size (&self->region_codes);
      NqpRegionDraft *draft;
      NqpRegion *region;
      int position;

      if (code.length == 0)
        {
          nqp_sheet_problem (&sheet, CODE, _ ("The region has no code; expected one in the column “code”."));
          continue;
        }
      position = nqp_importer_add_region (self, code.text, code.length);
      draft = nqp_importer_region (self, position);
      region = &draft->region;
      if (position < known)
        {
          nqp_sheet_problem (&sheet, CODE, _ ("The region “%s” stands here a second time; expected it once."),
                             region->code);
          continue;
        }
      region->name = nqp_sheet_text (&sheet, NAME_EN, NAME_ZH, NAME);
      draft->group = nqp_sheet_text (&sheet, GROUP_EN, GROUP_ZH, GROUP);
      region->initials = nqp_sheet_dup (&sheet, INITIALS);
      read_position (&sheet, region, &decimal);
      read_area (&sheet, region, &decimal);
      read_tiles (&sheet, region, tiles);
    }
  self->n_listed_regions = nqp_codes_size (&self->region_codes);
  if (self->n_listed_regions > 0)
    return;
  /* nothing to hold the data against: its regions are not to blame */
  self->regions_listed = FALSE;
  if (self->problems.n_errors == n_errors)
    nqp_problems_add (&self->problems, FALSE, self->sources->regions, 0, 0,
                      _ ("The file has no regions; expected a line for each below the header."));
}
