/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-text-sheet.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-session-places.h"

/* Regions: what each says of itself. */

enum
{
  CODE,
  NAME_EN, /* this and what follows in the order of NqpPlaceParts */
  NAME_ZH,
  GROUP_EN,
  GROUP_ZH,
  LONGITUDE,
  LATITUDE,
  AREA,
  FIGURES,
  N_COLUMNS,
};

static const NqpTextColumn columns[] = {
  [CODE] = { N_ ("Code"), FALSE, N_ ("a code stays as it is: figures and outlines are known by it.") },
  [NAME_EN] = { N_ ("Name (English)"), FALSE, NULL },
  [NAME_ZH] = { N_ ("Name (Chinese)"), FALSE, NULL },
  [GROUP_EN] = { N_ ("Group (English)"), FALSE, NULL },
  [GROUP_ZH] = { N_ ("Group (Chinese)"), FALSE, NULL },
  [LONGITUDE] = { N_ ("Longitude (°)"), TRUE, NULL },
  [LATITUDE] = { N_ ("Latitude (°)"), TRUE, NULL },
  [AREA] = { N_ ("Area (km²)"), TRUE, NULL },
  [FIGURES] = { N_ ("Shown as"), FALSE, N_ ("it follows from the figures there are.") },
};

static int
count (const NqpPanel *panel)
{
  return panel->n_places;
}

static const char *
code (const NqpPanel *panel, int thing)
{
  return panel->places[thing].code;
}

static const NqpText *
name (const NqpPanel *panel, int thing)
{
  return &panel->places[thing].name;
}

static const char *
text (const NqpPanel *panel, int thing, int column, double *out_number)
{
  const NqpRegion *it = &panel->places[thing];
  const NqpText none = { NULL, NULL };
  const NqpText *group = it->group >= 0 ? &panel->groups[it->group] : &none;

  switch (column)
    {
    case CODE:
      return it->code;
    case NAME_EN:
      return it->name.en;
    case NAME_ZH:
      return it->name.zh;
    case GROUP_EN:
      return group->en;
    case GROUP_ZH:
      return group->zh;
    case FIGURES:
      return thing < panel->n_regions ? _ ("Region with figures") : _ ("On the map only");
    case LONGITUDE:
      *out_number = it->longitude;
      return NULL;
    case LATITUDE:
      *out_number = it->latitude;
      return NULL;
    case AREA:
    default:
      *out_number = it->area_km2;
      return NULL;
    }
}

static void
set_part (NqpPlaceEdit *edit, const NqpTextCell *cell)
{
  char *words = (char *)cell->text;

  edit->parts |= 1u << (cell->column - NAME_EN);
  switch (cell->column)
    {
    case NAME_EN:
      edit->name.en = words;
      break;
    case NAME_ZH:
      edit->name.zh = words;
      break;
    case GROUP_EN:
      edit->group.en = words;
      break;
    case GROUP_ZH:
      edit->group.zh = words;
      break;
    case LONGITUDE:
      edit->longitude = cell->number;
      break;
    case LATITUDE:
      edit->latitude = cell->number;
      break;
    case AREA:
    default:
      edit->area_km2 = cell->number;
      break;
    }
}

static gboolean
write_cells (NqpSession *session, const NqpPanel *panel, const NqpTextCell *cells, guint n, GError **error)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (NqpPlaceEdit));
  g_autofree int *edit_of = g_new0 (int, MAX (panel->n_places, 1)); /* + 1 */

  for (guint k = 0; k < n; k++)
    {
      int *at = &edit_of[cells[k].thing];

      if (*at == 0)
        {
          const NqpPlaceEdit edit = { .code = panel->places[cells[k].thing].code };

          g_array_append_val (edits, edit);
          *at = (int)edits->len;
        }
      set_part (&g_array_index (edits, NqpPlaceEdit, *at - 1), &cells[k]);
    }
  return edits->len == 0
         || nqp_session_set_places (session, (const NqpPlaceEdit *)(gpointer)edits->data, edits->len, error);
}

static void
look_at (NqpSession *session, int thing)
{
  if (thing >= 0 && thing < nqp_session_get_panel (session)->n_regions)
    nqp_session_set_focus (session, thing);
}

const NqpTextKind nqp_places_kind = {
  .columns = columns,
  .n_columns = N_COLUMNS,
  .count = count,
  .code = code,
  .name = name,
  .text = text,
  .write = write_cells,
  .look_at = look_at,
};
