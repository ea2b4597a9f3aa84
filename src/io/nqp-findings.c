/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-findings.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-names.h"

#define MAX_SHOWN 5  /* names in one finding */
#define MAX_PAIRS 20 /* findings of regions that may be one */
#define LONE_GAP 10  /* years */
#define LONE_PAIR_GAP 100

void
nqp_finding_free (NqpFinding *finding)
{
  g_free (finding->where);
  g_free (finding->what);
  g_free (finding);
}

static void
take (GPtrArray *list, gboolean is_error, const char *where, char *what)
{
  NqpFinding *finding = g_new0 (NqpFinding, 1);

  finding->is_error = is_error;
  finding->where = g_strdup (where);
  finding->what = what;
  g_ptr_array_add (list, finding);
}

/* "A, B, C …" */
static void
show (GString *out, int n, const char *name)
{
  if (n < MAX_SHOWN)
    g_string_append_printf (out, "%s%s", n > 0 ? _ (", ") : "", name);
  else if (n == MAX_SHOWN)
    g_string_append (out, " …");
}

/* ---- years ---- */

static void
find_lone_year (const NqpPanel *panel, GPtrArray *list)
{
  const int *years = panel->years, n = panel->n_years;
  int widest = -1, gap = 0, others = 1, lone;

  for (int t = 1; t < n; t++)
    if (years[t] - years[t - 1] > gap)
      {
        gap = years[t] - years[t - 1];
        widest = t;
      }
  for (int t = 1; t < n; t++)
    if (t != widest)
      others = MAX (others, years[t] - years[t - 1]);
  if (widest < 0 || (widest != 1 && widest != n - 1))
    return;
  if (n == 2 ? gap <= LONE_PAIR_GAP : gap <= LONE_GAP || gap <= 3 * others)
    return;
  lone = widest == 1 && (n > 2 || years[0] < 1800) ? years[0] : years[n - 1];
  {
    g_autofree char *where = g_strdup_printf ("%d", lone);

    take (list, FALSE, where,
          g_strdup_printf (
              _ ("the year %d stands alone, %d years from the others; if it is a slip, correct it in the "
                 "data file and import again"),
              lone, gap));
  }
}

/* ---- codes ---- */

/* What a spreadsheet makes of 110000 or 1E05: "1.1E+05". */
static gboolean
is_exponent (const char *code)
{
  const char *p = code;

  if (!g_ascii_isdigit (*p))
    return FALSE;
  while (g_ascii_isdigit (*p) || *p == '.' || *p == ',')
    p++;
  if ((*p != 'E' && *p != 'e') || p[1] != '+')
    return FALSE;
  for (p += 2; g_ascii_isdigit (*p); p++)
    ;
  return *p == '\0' && g_ascii_isdigit (p[-1]);
}

static void
find_exponents (const NqpPanel *panel, GPtrArray *list)
{
  g_autoptr (GString) codes = g_string_new (NULL);
  int n = 0;

  for (int i = 0; i < panel->n_places; i++)
    if (is_exponent (panel->places[i].code))
      show (codes, n++, panel->places[i].code);
  if (n > 0)
    take (list, FALSE, "regions",
          g_strdup_printf (
              ngettext (
                  "%d code is a number with an exponent (%s), which a spreadsheet made of it; format the "
                  "column as text there, enter the code anew, and import again",
                  "%d codes are numbers with an exponent (%s), which a spreadsheet made of them; format the "
                  "column as text there, enter the codes anew, and import again",
                  (gulong)n),
              n, codes->str));
}

/* Codes of a fixed width of which a spreadsheet took the zeros: most have k + 1 digits, others k. Numbers in a row (98, 99, 100) are
 * no such codes. */
static void
find_lost_zeros (const NqpPanel *panel, GPtrArray *list)
{
  g_autoptr (GString) codes = g_string_new (NULL);
  gsize shortest = G_MAXSIZE, longest = 0;
  gint64 least = G_MAXINT64, greatest = 0;
  int n = 0;

  for (int i = 0; i < panel->n_places; i++)
    {
      const char *code = panel->places[i].code;
      const gsize length = strlen (code);
      gint64 value;

      if (strspn (code, "0123456789") != length || length < 3 || length > 15 || *code == '0')
        return;
      value = g_ascii_strtoll (code, NULL, 10);
      least = MIN (least, value);
      greatest = MAX (greatest, value);
      shortest = MIN (shortest, length);
      longest = MAX (longest, length);
    }
  if (panel->n_places < 3 || longest != shortest + 1 || longest < 4
      || greatest - least < 4 * (gint64)panel->n_places)
    return;
  for (int i = 0; i < panel->n_places; i++)
    if (strlen (panel->places[i].code) == shortest)
      show (codes, n++, panel->places[i].code);
  take (list, FALSE, "regions",
        g_strdup_printf (
            ngettext ("%d code has %d digits (%s) and the others have %d: a zero in front may be lost; "
                      "format the column as text in the spreadsheet, enter the zero, and import again",
                      "%d codes have %d digits (%s) and the others have %d: zeros in front may be lost; "
                      "format the column as text in the spreadsheet, enter the zeros, and import again",
                      (gulong)n),
            n, (int)shortest, codes->str, (int)longest));
}

/* ---- regions that may be one ---- */

static gboolean
has_year (const NqpPanel *panel, int region, int year)
{
  for (int s = 0; s < panel->n_series; s++)
    if (!isnan (panel->values[nqp_panel_cell (panel, s, year, region)]))
      return TRUE;
  return FALSE;
}

static gboolean
shares_year (const NqpPanel *panel, int a, int b)
{
  for (int t = 0; t < panel->n_years; t++)
    if (has_year (panel, a, t) && has_year (panel, b, t))
      return TRUE;
  return FALSE;
}

static char *
show_years (const NqpPanel *panel, int region)
{
  int first = -1, last = -1;

  for (int t = 0; t < panel->n_years; t++)
    if (has_year (panel, region, t))
      {
        first = first < 0 ? t : first;
        last = t;
      }
  if (first < 0)
    return g_strdup ("–");
  return first == last ? g_strdup_printf ("%d", panel->years[first])
                       : g_strdup_printf ("%d–%d", panel->years[first], panel->years[last]);
}

/* A region with the same name but for the kind of place it is, seen before. -1: none. */
static int
find_twin (GHashTable *stems, const NqpRegion *region, int at)
{
  const char *const names[] = { region->code, region->name.en, region->name.zh };
  int twin = -1;

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *folded = names[k] != NULL ? nqp_names_fold (names[k]) : NULL;
      const char *kind;
      char *stem;
      int before;

      if (folded == NULL || *folded == '\0' || strspn (folded, "0123456789 ") == strlen (folded))
        continue;
      stem = nqp_names_stem (folded, &kind);
      before = GPOINTER_TO_INT (g_hash_table_lookup (stems, stem)) - 1;
      if (before < 0)
        g_hash_table_insert (stems, stem, GINT_TO_POINTER (at + 1));
      else
        g_free (stem);
      if (before >= 0 && before != at && twin < 0)
        twin = before;
    }
  return twin;
}

static void
find_twins (const NqpPanel *panel, GPtrArray *list)
{
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int n = 0;

  for (int i = 0; i < panel->n_regions; i++)
    {
      const int twin = find_twin (stems, &panel->places[i], i);
      const char *a, *b;
      g_autofree char *years = NULL;
      g_autofree char *other_years = NULL;

      if (twin < 0 || shares_year (panel, twin, i))
        continue;
      if (n++ >= MAX_PAIRS)
        continue;
      a = panel->places[twin].code;
      b = panel->places[i].code;
      years = show_years (panel, twin);
      other_years = show_years (panel, i);
      take (list, FALSE, b,
            /* Translators: two regions, each with its years */
            g_strdup_printf (
                _ ("“%s” (%s) and “%s” (%s) share no year and may be the same region; if so, import again "
                   "with --names and a file that gives “%s” the code “%s”"),
                a, years, b, other_years, b, a));
    }
  if (n > MAX_PAIRS)
    take (list, FALSE, "regions",
          g_strdup_printf (ngettext ("%d more region may be the same as another",
                                     "%d more regions may be the same as others", (gulong)(n - MAX_PAIRS)),
                           n - MAX_PAIRS));
}

/* ---- outlines ---- */

/* Somebody wrote down more of it than its name: it is on the map on purpose. */
static gboolean
is_described (const NqpRegion *region)
{
  return region->group >= 0 || region->initials != NULL || region->tile_col >= 0 || !isnan (region->longitude)
         || !isnan (region->area_km2);
}

static void
find_outlines (const NqpPanel *panel, const NqpBoundaries *boundaries, GPtrArray *list)
{
  g_autoptr (GHashTable) outlined = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) without = g_string_new (NULL);
  g_autoptr (GString) alone = g_string_new (NULL);
  int n_without = 0, n_alone = 0;

  for (int k = 0; k < boundaries->n_shapes; k++)
    if (boundaries->shapes[k].kind == NQP_SHAPE_REGION)
      g_hash_table_add (outlined, boundaries->shapes[k].code);
  if (g_hash_table_size (outlined) == 0)
    return;
  for (int i = 0; i < panel->n_regions; i++)
    {
      g_hash_table_add (regions, panel->places[i].code);
      if (!g_hash_table_contains (outlined, panel->places[i].code))
        show (without, n_without++, nqp_panel_place_name (panel, i, nqp_lang_of_messages ()));
    }
  for (int i = panel->n_regions; i < panel->n_places; i++)
    if (!is_described (&panel->places[i]) && g_hash_table_contains (outlined, panel->places[i].code))
      show (alone, n_alone++, nqp_panel_place_name (panel, i, nqp_lang_of_messages ()));
  if (n_without == panel->n_regions && n_without > 0)
    take (list, TRUE, "boundaries",
          g_strdup_printf (
              _ ("none of the %d regions (%s) has an outline, and none of the %d outlines (%s) belongs to a "
                 "region; import again with outlines that name the regions by their codes"),
              n_without, without->str, n_alone, alone->str));
  else if (n_without > 0)
    take (list, FALSE, "boundaries",
          g_strdup_printf (ngettext ("%d region has no outline and is not on the map: %s",
                                     "%d regions have no outline and are not on the map: %s",
                                     (gulong)n_without),
                           n_without, without->str));
  if (n_alone > 0 && n_without < panel->n_regions)
    take (list, FALSE, "boundaries",
          g_strdup_printf (ngettext ("%d outline belongs to no region with data and is drawn as missing: %s",
                                     "%d outlines belong to no region with data and are drawn as missing: %s",
                                     (gulong)n_alone),
                           n_alone, alone->str));
}

GPtrArray *
nqp_findings_new (const NqpPanel *panel, const NqpBoundaries *boundaries)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_finding_free);

  find_lone_year (panel, list);
  find_exponents (panel, list);
  find_lost_zeros (panel, list);
  find_twins (panel, list);
  if (boundaries != NULL)
    find_outlines (panel, boundaries, list);
  return list;
}
