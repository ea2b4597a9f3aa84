/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-plan.h"

#include <string.h>

#include "nqp-import-kind.h"
#include "nqp-value.h"
#include "nqp-words.h"

static GArray *
new_roles (void)
{
  GArray *roles = g_array_new (FALSE, FALSE, sizeof (NqpRoleHint));

  g_array_set_clear_func (roles, (GDestroyNotify)nqp_role_hint_clear);
  return roles;
}

NqpImportPlan *
nqp_import_plan_new (void)
{
  NqpImportPlan *self = g_new0 (NqpImportPlan, 1);

  self->title = g_strdup ("");
  self->roles = new_roles ();
  self->patches = nqp_patches_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

NqpImportPlan *
nqp_import_plan_copy (const NqpImportPlan *self)
{
  NqpImportPlan *copy = g_memdup2 (self, sizeof *self);
  GHashTableIter iter;
  gpointer name, code;

  for (int i = 0; i < NQP_IMPORT_N_FILES; i++)
    copy->files[i] = g_strdup (self->files[i]);
  if (self->into != NULL)
    nqp_panel_ref (self->into);
  if (self->outlines != NULL)
    nqp_boundaries_ref (self->outlines);
  copy->title = g_strdup (self->title);
  copy->target = g_strdup (self->target);
  copy->encoding = g_strdup (self->encoding);
  copy->sheet = g_strdup (self->sheet);
  copy->roles = new_roles ();
  for (guint i = 0; i < self->roles->len; i++)
    {
      const NqpRoleHint hint = nqp_role_hint_copy (&g_array_index (self->roles, NqpRoleHint, i));

      g_array_append_val (copy->roles, hint);
    }
  copy->patches = nqp_patches_copy (self->patches);
  copy->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &name, &code))
    nqp_import_plan_set_name (copy, name, code);
  return copy;
}

void
nqp_import_plan_free (NqpImportPlan *self)
{
  for (int i = 0; i < NQP_IMPORT_N_FILES; i++)
    g_free (self->files[i]);
  g_free (self->title);
  g_free (self->target);
  g_clear_pointer (&self->into, nqp_panel_unref);
  g_clear_pointer (&self->outlines, nqp_boundaries_unref);
  g_free (self->encoding);
  g_free (self->sheet);
  g_array_unref (self->roles);
  nqp_patches_free (self->patches);
  g_hash_table_unref (self->names);
  g_free (self);
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

static char *
title_of (const char *path)
{
  char *base = nqp_words_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return base;
}

/* What was said of a table goes with it. */
static void
forget_table (NqpImportPlan *self)
{
  self->header = self->rows = (NqpImportSpan){ 0 };
  self->year = 0;
  self->decimal = '\0';
  g_array_set_size (self->roles, 0);
  nqp_patches_free (self->patches);
  self->patches = nqp_patches_new ();
  g_hash_table_remove_all (self->names);
}

static void
follow_title (NqpImportPlan *self, const char *path)
{
  g_autofree char *before
      = self->files[NQP_IMPORT_DATA] != NULL ? title_of (self->files[NQP_IMPORT_DATA]) : NULL;

  if (path == NULL || (*self->title != '\0' && g_strcmp0 (self->title, before) != 0))
    return;
  g_free (self->title);
  self->title = title_of (path);
}

void
nqp_import_plan_set_file (NqpImportPlan *self, NqpImportFile which, const char *path)
{
  char *copy;

  if (g_strcmp0 (self->files[which], path) == 0)
    return;
  copy = g_strdup (path); /* it may be the one that is given up */
  if (which == NQP_IMPORT_DATA)
    {
      follow_title (self, path);
      forget_table (self);
      g_clear_pointer (&self->encoding, g_free);
      g_clear_pointer (&self->sheet, g_free);
    }
  g_free (self->files[which]);
  self->files[which] = copy;
}

static const char *const table_endings[]
    = { ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".ods", ".xls", ".dta", ".sav" };

static gboolean
ends_with_any (const char *path, const char *const *endings, gsize n)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < n; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

gboolean
nqp_import_is_table (const char *path)
{
  return ends_with_any (path, table_endings, G_N_ELEMENTS (table_endings));
}

gboolean
nqp_import_is_outlines (const char *path)
{
  static const char *const endings[] = { ".geojson", ".json", ".topojson", ".shp", ".gpkg", ".kml", ".kmz" };

  return ends_with_any (path, endings, G_N_ELEMENTS (endings));
}

/* The files of an exported folder are known by their names, in either language; others by their header. */
static NqpImportFile
place_of (const char *path)
{
  static const struct
  {
    const char *begin;
    NqpImportFile which;
  } names[] = {
    { "indicator", NQP_IMPORT_INDICATORS }, { "指标", NQP_IMPORT_INDICATORS },
    { "region", NQP_IMPORT_REGIONS },       { "地区", NQP_IMPORT_REGIONS },
    { "neighbour", NQP_IMPORT_NEIGHBOURS }, { "neighbor", NQP_IMPORT_NEIGHBOURS },
    { "series", NQP_IMPORT_SERIES },        { "flag", NQP_IMPORT_FLAGS },
    { "check", NQP_IMPORT_CHECKS },         { "names", NQP_IMPORT_NAMES },
  };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (base, -1);

  if (nqp_import_is_outlines (path))
    return NQP_IMPORT_BOUNDARIES;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i].begin))
      return nqp_import_is_data (path) ? NQP_IMPORT_DATA : names[i].which;
  return nqp_import_kind_of_header (path);
}

/* What lies beside a Shapefile, and is read with it. */
static gboolean
belongs_to_shapefile (const char *path, const char *const *paths)
{
  static const char *const beside[]
      = { ".dbf", ".shx", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".shp.xml" };
  static const char *const itself[] = { ".shp" };

  if (!ends_with_any (path, beside, G_N_ELEMENTS (beside)))
    return FALSE;
  for (; *paths != NULL; paths++)
    {
      const char *dot = strrchr (*paths, '.');

      if (ends_with_any (*paths, itself, 1) && strncmp (path, *paths, (gsize)(dot - *paths)) == 0)
        return TRUE;
    }
  return FALSE;
}

void
nqp_import_plan_add_files (NqpImportPlan *self, const char *const *paths, GPtrArray *others)
{
  const guint n = g_strv_length ((char **)paths);
  gboolean given[NQP_IMPORT_N_FILES] = { FALSE };

  for (guint i = 0; i < n; i++)
    {
      NqpImportFile which;

      if (belongs_to_shapefile (paths[i], paths))
        continue;
      which = place_of (paths[i]);
      if (n == 1 && self->into == NULL && self->files[NQP_IMPORT_DATA] == NULL
          && which != NQP_IMPORT_BOUNDARIES)
        which = NQP_IMPORT_DATA; /* whatever it is called */
      if (given[which])
        {
          if (others != NULL)
            g_ptr_array_add (others, g_strdup (paths[i]));
          continue;
        }
      given[which] = TRUE;
      nqp_import_plan_set_file (self, which, paths[i]);
    }
}

gboolean
nqp_import_plan_is_ready (const NqpImportPlan *self)
{
  return self->files[NQP_IMPORT_DATA] != NULL || nqp_import_plan_has_only_beside (self);
}

gboolean
nqp_import_plan_has_only_beside (const NqpImportPlan *self)
{
  return self->into != NULL && self->files[NQP_IMPORT_DATA] == NULL
         && nqp_import_plan_main_file (self) != NULL;
}

const char *
nqp_import_plan_main_file (const NqpImportPlan *self)
{
  for (int k = 0; k < NQP_IMPORT_N_FILES; k++)
    if (self->files[k] != NULL && k != NQP_IMPORT_NAMES)
      return self->files[k];
  return NULL;
}

/* ---- how the data file is read ----------------------------------------------------------------------------------- */

void
nqp_import_plan_set_sheet (NqpImportPlan *self, const char *sheet)
{
  if (g_strcmp0 (self->sheet, sheet) == 0)
    return;
  forget_table (self);
  g_free (self->sheet);
  self->sheet = g_strdup (sheet);
}

/* What was said of the column; it is the last thing that was said now. */
static NqpRoleHint *
need_hint (NqpImportPlan *self, int column)
{
  NqpRoleHint hint = { .column = column, .only_words = TRUE };

  for (guint i = 0; i < self->roles->len; i++)
    if (g_array_index (self->roles, NqpRoleHint, i).column == column)
      {
        hint = nqp_role_hint_copy (&g_array_index (self->roles, NqpRoleHint, i));
        g_array_remove_index (self->roles, i);
        break;
      }
  g_array_append_val (self->roles, hint);
  return &g_array_index (self->roles, NqpRoleHint, self->roles->len - 1);
}

void
nqp_import_plan_set_role (NqpImportPlan *self, int column, NqpColumnRole role)
{
  NqpRoleHint *hint = need_hint (self, column);

  if (role != hint->role && !hint->only_words)
    nqp_role_hint_clear (hint);
  hint->column = column;
  hint->role = role;
  hint->only_words = FALSE;
}

void
nqp_import_plan_set_words (NqpImportPlan *self, int column, const char *code, const char *name,
                           const char *unit)
{
  NqpRoleHint *hint = need_hint (self, column);
  const NqpRoleHint said = { column, hint->role, hint->only_words, (char *)code, (char *)name, (char *)unit };
  const NqpRoleHint copy = nqp_role_hint_copy (&said);

  nqp_role_hint_clear (hint);
  *hint = copy;
}

void
nqp_import_plan_set_name (NqpImportPlan *self, const char *name, const char *code)
{
  if (code != NULL)
    g_hash_table_insert (self->names, g_strdup (name), g_strdup (code));
  else
    g_hash_table_remove (self->names, name);
}

gboolean
nqp_import_span_parse (const char *text, NqpImportSpan *out)
{
  g_autofree char *tidy = g_strstrip (g_strdup (text));
  const char *dash = strchr (tidy, '-');
  NqpImportSpan span = { 0 };

  if (dash == NULL)
    dash = strstr (tidy, "–");
  if (*tidy != '\0'
      && (!nqp_integer_parse (tidy, dash != NULL ? (gsize)(dash - tidy) : strlen (tidy), &span.first)
          || span.first <= 0))
    return FALSE;
  if (dash == NULL)
    span.last = span.first;
  else
    {
      const char *end = dash + (*dash == '-' ? 1 : strlen ("–"));

      if (*end != '\0' && (!nqp_integer_parse (end, strlen (end), &span.last) || span.last < span.first))
        return FALSE;
    }
  *out = span;
  return TRUE;
}

char *
nqp_import_span_to_string (NqpImportSpan span)
{
  if (span.first <= 0)
    return g_strdup ("");
  if (span.last == span.first)
    return g_strdup_printf ("%d", span.first);
  if (span.last <= 0)
    return g_strdup_printf ("%d-", span.first);
  return g_strdup_printf ("%d-%d", span.first, span.last);
}

char *
nqp_import_plan_suggest_name (const NqpImportPlan *self)
{
  const char *data = self->files[NQP_IMPORT_DATA];
  g_autofree char *title = *self->title != '\0' ? g_strdup (self->title) : g_strdup ("project");
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  g_strdelimit (title, "/\\:", '-');
  name = g_strconcat (title, ".nqp", NULL);
  if (data == NULL || !g_path_is_absolute (data))
    return g_steal_pointer (&name);
  folder = g_path_get_dirname (data);
  return g_build_filename (folder, name, NULL);
}

void
nqp_import_plan_set_into (NqpImportPlan *self, NqpPanel *into, NqpBoundaries *outlines)
{
  if (into != NULL)
    nqp_panel_ref (into);
  if (outlines != NULL)
    nqp_boundaries_ref (outlines);
  g_clear_pointer (&self->outlines, nqp_boundaries_unref);
  self->outlines = outlines;
  g_clear_pointer (&self->into, nqp_panel_unref);
  self->into = into;
}

void
nqp_import_plan_describe (const NqpImportPlan *self, NqpLayoutHints *hints, NqpImportSources *sources)
{
  *hints = (NqpLayoutHints){ .first_header = self->header.first,
                             .last_header = self->header.last,
                             .first_row = self->rows.first,
                             .last_row = self->rows.last,
                             .year = self->year,
                             .decimal = self->decimal,
                             .encoding = self->encoding,
                             .sheet = self->sheet,
                             .roles = (const NqpRoleHint *)(gpointer)self->roles->data,
                             .n_roles = (int)self->roles->len };
  *sources = (NqpImportSources){ .data = self->files[NQP_IMPORT_DATA],
                                 .names = self->files[NQP_IMPORT_NAMES],
                                 .title_en = self->title,
                                 .skip_bad_rows = self->skip_bad_rows,
                                 .hints = hints,
                                 .into = self->into,
                                 .rules = g_hash_table_size (self->names) > 0 ? self->names : NULL,
                                 .patches = self->patches };
  sources->indicators = self->files[NQP_IMPORT_INDICATORS];
  sources->regions = self->files[NQP_IMPORT_REGIONS];
  sources->boundaries = self->files[NQP_IMPORT_BOUNDARIES];
  sources->neighbours = self->files[NQP_IMPORT_NEIGHBOURS];
  sources->series = self->files[NQP_IMPORT_SERIES];
  sources->flags = self->files[NQP_IMPORT_FLAGS];
  sources->checks = self->files[NQP_IMPORT_CHECKS];
}
