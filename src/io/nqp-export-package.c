/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-private.h"

#include <string.h>

#include "nqp-csv.h"
#include "nqp-environment.h"
#include "nqp-json-print.h"

struct _NqpPackage
{
  const NqpPanel *panel;
  GString *resources; /* of the files so far, each printed */
};

/* What each file is, and its key; a file that is none of these is no table. */
static const struct
{
  const char *name, *title, *key;
} tables[] = {
  { "data", "Values as published: a row a region and year", "region,year" },
  { "series", "Series as published", "code" },
  { "indicators", "Indicators, made of series", "code" },
  { "regions", "Regions", "code" },
  { "neighbours", "Regions that are next to each other", "code,neighbour" },
  { "flags", "Values that are doubtful, accepted or edited", NULL },
  { "checks", "Findings about the values that were accepted", "finding" },
  { "names", "What names of regions mean in files; no code: left out", "name" },
  { "weights", "Weights of the index tree", "node" },
};

/* Columns that are no strings, wherever they stand. */
static const struct
{
  const char *name, *type;
} types[] = {
  { "year", "integer" },     { "value", "number" },     { "factor", "number" },   { "lower", "number" },
  { "upper", "number" },     { "longitude", "number" }, { "latitude", "number" }, { "area_km2", "number" },
  { "tile_col", "integer" }, { "tile_row", "integer" }, { "weight", "number" },   { "global", "number" },
};

/* Columns that name a row of another file. */
static const struct
{
  const char *table, *column, *other;
} links[] = {
  { "data", "region", "regions" },     { "flags", "region", "regions" },
  { "neighbours", "code", "regions" }, { "neighbours", "neighbour", "regions" },
  { "names", "code", "regions" },      { "data", "indicator", "series" },
  { "flags", "series", "series" },     { "indicators", "numerator", "series" },
};

/* Licences that a source or note may name. */
static const struct
{
  const char *found, *name, *path;
} licences[] = {
  { "CC BY-SA 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/" },
  { "CC BY-NC 4.0", "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/" },
  { "CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/" },
  { "CC BY 3.0", "CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/" },
  { "CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/" },
  { "ODbL", "ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/" },
};

NqpPackage *
nqp_package_new (const NqpPanel *panel)
{
  NqpPackage *self = g_new0 (NqpPackage, 1);

  self->panel = panel;
  self->resources = g_string_new (NULL);
  return self;
}

void
nqp_package_free (NqpPackage *self)
{
  g_string_free (self->resources, TRUE);
  g_free (self);
}

/* ---- a table --------------------------------------------------------------------------------------------------- */

/* A column of the wide table of data is a series, with all that is known of it. */
static void
print_series (NqpJsonPrinter *out, const NqpSeries *series)
{
  nqp_json_string (out, "type", "number");
  nqp_json_string (out, "title", nqp_text_get (&series->name, NQP_LANG_EN));
  nqp_json_string (out, "title_zh", series->name.zh);
  nqp_json_string (out, "unit", nqp_text_get (&series->unit, NQP_LANG_EN));
  nqp_json_string (out, "unit_zh", series->unit.zh);
  nqp_json_string (out, "source", series->source);
  nqp_json_string (out, "description", series->note);
}

static const char *
type_of (const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].name, column))
      return types[i].type;
  return "string";
}

static void
print_field (NqpJsonPrinter *out, const NqpPanel *panel, gboolean is_data, const char *column)
{
  const int series = is_data && strcmp (column, "region") != 0 && strcmp (column, "year") != 0
                         ? nqp_panel_find_series (panel, column)
                         : -1;

  nqp_json_begin_row (out, NULL, '{');
  nqp_json_string (out, "name", column);
  if (series >= 0)
    print_series (out, &panel->series[series]);
  else
    nqp_json_string (out, "type", type_of (column));
  nqp_json_end (out, '}');
}

static void
print_key (NqpJsonPrinter *out, const char *key, gboolean is_long)
{
  g_auto (GStrv) parts = g_strsplit (key, ",", -1);

  nqp_json_begin_row (out, "primaryKey", '[');
  for (int i = 0; parts[i] != NULL; i++)
    nqp_json_string (out, NULL, parts[i]);
  if (is_long)
    nqp_json_string (out, NULL, "indicator");
  nqp_json_end (out, ']');
}

static void
print_links (NqpJsonPrinter *out, const char *table, const char *const *columns)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      if (!g_str_equal (links[i].table, table) || !g_strv_contains (columns, links[i].column))
        continue;
      if (!any)
        nqp_json_begin (out, "foreignKeys", '[');
      any = TRUE;
      nqp_json_begin_row (out, NULL, '{');
      nqp_json_string (out, "fields", links[i].column);
      nqp_json_begin (out, "reference", '{');
      nqp_json_string (out, "resource", links[i].other);
      nqp_json_string (out, "fields", "code");
      nqp_json_end (out, '}');
      nqp_json_end (out, '}');
    }
  if (any)
    nqp_json_end (out, ']');
}

/* The names in the first line, as they stand there. */
static GPtrArray *
read_header (const GString *text)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  const char *end = strchr (text->str, '\n');
  g_auto (NqpCsv) csv = { 0 };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };

  if (end != NULL && nqp_csv_open_text (&csv, text->str, (gsize)(end - text->str), "", &problems)
      && nqp_csv_next (&csv) == NQP_CSV_ROW)
    for (int i = 0; i < csv.n_fields; i++)
      g_ptr_array_add (columns, g_strndup (csv.fields[i].text, csv.fields[i].length));
  g_ptr_array_add (columns, NULL);
  return columns;
}

static void
print_schema (NqpJsonPrinter *out, const NqpPanel *panel, const char *table, const char *key,
              const GString *text)
{
  g_autoptr (GPtrArray) columns = read_header (text);
  const gboolean is_data = strcmp (table, "data") == 0;
  const gboolean is_long = is_data && g_strv_contains ((const char *const *)columns->pdata, "indicator");

  nqp_json_begin (out, "schema", '{');
  nqp_json_begin (out, "fields", '[');
  for (guint i = 0; i + 1 < columns->len; i++)
    print_field (out, panel, is_data && !is_long, columns->pdata[i]);
  nqp_json_end (out, ']');
  nqp_json_begin_row (out, "missingValues", '[');
  nqp_json_string (out, NULL, "");
  nqp_json_end (out, ']');
  if (key != NULL)
    print_key (out, key, is_long);
  print_links (out, table, (const char *const *)columns->pdata);
  nqp_json_end (out, '}');
}

void
nqp_package_add (NqpPackage *self, const char *name, const GString *text)
{
  g_autofree char *hash
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text->str, text->len);
  g_autofree char *hash_text = g_strconcat ("sha256:", hash, NULL);
  g_autofree char *base = g_strndup (name, strcspn (name, "."));
  NqpJsonPrinter out = { self->resources, .depth = 2, .after = self->resources->len > 0 };
  gsize table = 0;

  while (table < G_N_ELEMENTS (tables) && !g_str_equal (tables[table].name, base))
    table++;
  nqp_json_begin (&out, NULL, '{');
  nqp_json_string (&out, "name", base);
  nqp_json_string (&out, "path", name);
  if (table < G_N_ELEMENTS (tables))
    {
      nqp_json_string (&out, "profile", "tabular-data-resource");
      nqp_json_string (&out, "title", tables[table].title);
    }
  nqp_json_string (&out, "format", name + strlen (base) + 1);
  nqp_json_string (&out, "mediatype",
                   g_str_has_suffix (name, ".csv")       ? "text/csv"
                   : g_str_has_suffix (name, ".geojson") ? "application/geo+json"
                                                         : "application/json");
  nqp_json_string (&out, "encoding", "utf-8");
  nqp_json_number (&out, "bytes", (double)text->len);
  nqp_json_string (&out, "hash", hash_text);
  if (table < G_N_ELEMENTS (tables))
    print_schema (&out, self->panel, base, tables[table].key, text);
  nqp_json_end (&out, '}');
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

/* Lower-case letters, digits, "-": what a name may be made of. */
static char *
make_name (const char *title)
{
  g_autofree char *plain = title != NULL ? g_str_to_ascii (title, "C") : g_strdup ("");
  GString *name = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, g_ascii_tolower (*p));
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "nqp-project");
  return g_string_free (name, FALSE);
}

static void
collect (GPtrArray *texts, const char *text)
{
  if (text != NULL && *text != '\0' && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, (char *)text);
}

/* Where the values come from, each source once, and what notes say of them. */
static void
print_sources (NqpJsonPrinter *out, const NqpPanel *panel)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  gboolean any = FALSE;

  for (int s = 0; s < panel->n_series; s++)
    {
      collect (sources, panel->series[s].source);
      collect (texts, panel->series[s].note);
    }
  for (int j = 0; j < panel->n_indicators; j++)
    {
      collect (sources, panel->indicators[j].source);
      collect (texts, panel->indicators[j].note);
    }
  if (sources->len > 0)
    nqp_json_begin (out, "sources", '[');
  for (guint i = 0; i < sources->len; i++)
    {
      nqp_json_begin_row (out, NULL, '{');
      nqp_json_string (out, "title", sources->pdata[i]);
      nqp_json_end (out, '}');
      collect (texts, sources->pdata[i]);
    }
  if (sources->len > 0)
    nqp_json_end (out, ']');
  for (gsize k = 0; k < G_N_ELEMENTS (licences); k++)
    for (guint i = 0; i < texts->len; i++)
      if (strstr (texts->pdata[i], licences[k].found) != NULL)
        {
          if (!any)
            nqp_json_begin (out, "licenses", '[');
          any = TRUE;
          nqp_json_begin_row (out, NULL, '{');
          nqp_json_string (out, "name", licences[k].name);
          nqp_json_string (out, "path", licences[k].path);
          nqp_json_end (out, '}');
          break;
        }
  if (any)
    nqp_json_end (out, ']');
}

GString *
nqp_package_print (const NqpPackage *self)
{
  const NqpPanel *panel = self->panel;
  g_autofree char *name = make_name (panel->title_en);
  g_autofree char *today = nqp_environment_today ();
  g_autofree char *created = g_strconcat (today, "T00:00:00Z", NULL);
  GString *text = g_string_new (NULL);
  NqpJsonPrinter out = { text };

  nqp_json_begin (&out, NULL, '{');
  nqp_json_string (&out, "profile", "data-package");
  nqp_json_string (&out, "software", "NQP Explorer");
  nqp_json_string (&out, "name", name);
  nqp_json_string (&out, "title", nqp_panel_title (panel, NQP_LANG_EN));
  nqp_json_string (&out, "title_zh", panel->title_zh);
  nqp_json_string (&out, "created", created);
  print_sources (&out, panel);
  nqp_json_begin (&out, "resources", '[');
  g_string_append (text, self->resources->str);
  out.after = self->resources->len > 0;
  nqp_json_end (&out, ']');
  nqp_json_end (&out, '}');
  g_string_append_c (text, '\n');
  return text;
}
