/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 5

/* Which regions there are for outlines, and how the file says which of them is meant. */
typedef struct
{
  NqpImporter *importer;
  NqpNames *names; /* of the regions; owned */
  int *drafts;     /* [place]: draft */
  int n_places;
  GHashTable *codes; /* code of a region -> place + 1 */
  int label;         /* the one that names most regions */
  int n_found;
  GHashTable *shape_of; /* code of a region -> position of its shape + 1; the key is the shape's */
  GPtrArray *rings;     /* (element-type GArray): of each shape */
  GPtrArray *left;      /* (element-type NqpOutline): of no region */
  GPtrArray *matched;   /* (element-type utf8): "“北京市” = 北京 (110000)", the first of them */
  guint n_matched;
} Finder;

void
nqp_outline_free (NqpOutline *outline)
{
  if (outline->rings != NULL)
    {
      for (guint i = 0; i < outline->rings->len; i++)
        g_free (g_array_index (outline->rings, NqpRing, i).xy);
      g_array_unref (outline->rings);
    }
  for (int k = 0; k < NQP_N_LABELS; k++)
    g_free (outline->labels[k]);
  g_free (outline->shape.code);
  nqp_text_clear (&outline->shape.name);
  g_free (outline);
}

static const char *
label_word (int label)
{
  static const char *const words[NQP_N_LABELS]
      = { "code", "id", "adcode", "ISO_A3", "iso3", "id", "name", "name_en", "name_zh" };

  return words[label];
}

static void
finder_init (Finder *self, NqpImporter *importer)
{
  const int n = (int)importer->regions->len;

  *self = (Finder){ .importer = importer, .names = nqp_names_new () };
  self->drafts = g_new (int, n + 1);
  self->codes = g_hash_table_new (g_str_hash, g_str_equal);
  self->shape_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->rings = g_ptr_array_new ();
  self->left = g_ptr_array_new ();
  self->matched = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < n; i++)
    {
      const NqpRegionDraft *draft = nqp_importer_region (importer, i);

      if (importer->regions_listed ? i >= importer->n_listed_regions
                                   : draft->same_as >= 0 || (draft->use != NQP_USE_TAKE && !draft->has_data))
        continue;
      nqp_names_add (self->names, draft->region.code, &draft->region.name, draft->region.initials);
      self->drafts[self->n_places++] = i;
      g_hash_table_insert (self->codes, draft->region.code, GINT_TO_POINTER (self->n_places));
    }
}

static void
finder_clear (Finder *self)
{
  nqp_names_free (self->names);
  g_free (self->drafts);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->shape_of);
  g_ptr_array_unref (self->rings);
  g_ptr_array_unref (self->left);
  g_ptr_array_unref (self->matched);
}

static int
find_code (const Finder *self, const char *code)
{
  return code == NULL ? -1 : GPOINTER_TO_INT (g_hash_table_lookup (self->codes, code)) - 1;
}

/* The property that names the most regions by their code; the first of equals. */
static void
choose_label (Finder *self)
{
  const GPtrArray *outlines = self->importer->outlines;
  int most = 0;

  self->label = -1;
  for (int k = 0; k < NQP_N_LABELS; k++)
    {
      int n = 0;

      for (guint i = 0; i < outlines->len; i++)
        n += find_code (self, ((const NqpOutline *)outlines->pdata[i])->labels[k]) >= 0;
      if (n > most)
        {
          most = n;
          self->label = k;
        }
    }
}

/* What the outline is called where there is no region for it. */
static const char *
own_label (const Finder *self, const NqpOutline *outline)
{
  if (self->label >= 0 && outline->labels[self->label] != NULL)
    return outline->labels[self->label];
  for (int k = 0; k < NQP_N_LABELS; k++)
    if (outline->labels[k] != NULL)
      return outline->labels[k];
  return "";
}

/* The place of an outline, -1 if none is certain: by rule, by code, by name; -2: the user wants it left out. */
static int
find_place (Finder *self, const NqpOutline *outline, NqpNameStep *step, int *by)
{
  *step = NQP_NAME_CODE;
  *by = self->label;
  for (int k = 0; k < NQP_N_LABELS && self->importer->rules != NULL; k++)
    {
      const NqpNameRule *rule
          = outline->labels[k] != NULL ? nqp_import_rule (self->importer, outline->labels[k]) : NULL;

      if (rule != NULL)
        return rule->code != NULL ? find_code (self, rule->code) : -2;
    }
  if (self->label >= 0 && find_code (self, outline->labels[self->label]) >= 0)
    return find_code (self, outline->labels[self->label]);
  for (int k = 0; k < NQP_N_LABELS; k++)
    if (find_code (self, outline->labels[k]) >= 0 && k != NQP_LABEL_FEATURE && k != NQP_LABEL_ID)
      {
        *by = k;
        return find_code (self, outline->labels[k]);
      }
  for (int k = 0; k < NQP_N_LABELS; k++)
    if (outline->labels[k] != NULL && k != NQP_LABEL_FEATURE && k != NQP_LABEL_ID)
      {
        NqpNameMatch match = nqp_names_match (self->names, outline->labels[k], FALSE);

        if (match.place >= 0)
          {
            *step = match.step;
            *by = k;
            return match.place;
          }
      }
  return -1;
}

static gboolean
is_han_name (const char *text)
{
  return text != NULL && *text != '\0' && g_utf8_get_char (text) >= 0x2e80;
}

/* A name in one language of a region that has none. */
static void
name_region (NqpRegion *region, const NqpOutline *outline)
{
  const char *name = outline->labels[NQP_LABEL_NAME];

  if (region->name.en != NULL || region->name.zh != NULL)
    return;
  region->name = nqp_text_copy (&outline->shape.name);
  if (region->name.en == NULL && region->name.zh == NULL && name != NULL
      && g_strcmp0 (name, region->code) != 0)
    region->name = is_han_name (name) ? nqp_text_new (NULL, name) : nqp_text_new (name, NULL);
}

/* The codes that people agree on, where the data has names: they become those of the regions. */
static const char *
agreed_code (const NqpOutline *outline)
{
  static const int agreed[] = { NQP_LABEL_CODE, NQP_LABEL_ADCODE, NQP_LABEL_ISO_A3, NQP_LABEL_ISO3 };

  for (gsize i = 0; i < G_N_ELEMENTS (agreed); i++)
    if (outline->labels[agreed[i]] != NULL)
      return outline->labels[agreed[i]];
  return NULL;
}

/* The draft of a region that the data calls by a name takes the code of the outline. */
static int
take_code (Finder *self, int draft, const NqpOutline *outline)
{
  NqpImporter *importer = self->importer;
  const char *code = agreed_code (outline);
  int known = nqp_codes_size (&importer->region_codes), region;

  if (importer->regions_listed || code == NULL || find_code (self, code) >= 0)
    return draft;
  region = nqp_importer_add_region (importer, code, strlen (code));
  if (region >= known)
    nqp_importer_region (importer, region)->use = NQP_USE_TAKE;
  if (region != draft)
    nqp_importer_region (importer, draft)->same_as = region;
  return region;
}

static void
add_shape (Finder *self, NqpOutline *outline, const char *code)
{
  NqpShape *shape = g_memdup2 (&outline->shape, sizeof outline->shape);

  shape->code = g_strdup (code);
  outline->shape.name = (NqpText){ 0 };
  if (shape->kind == NQP_SHAPE_REGION)
    g_hash_table_insert (self->shape_of, shape->code, GINT_TO_POINTER ((int)self->importer->shapes->len + 1));
  g_ptr_array_add (self->importer->shapes, shape);
  g_ptr_array_add (self->rings, outline->rings);
}

/* Some files give a region several features: its islands, say. They are one shape. */
static gboolean
join_shape (Finder *self, NqpOutline *outline, const char *code)
{
  const int shape = GPOINTER_TO_INT (g_hash_table_lookup (self->shape_of, code)) - 1;

  if (outline->shape.kind != NQP_SHAPE_REGION || shape < 0)
    return FALSE;
  g_array_append_vals (self->rings->pdata[shape], outline->rings->data, outline->rings->len);
  g_array_set_size (outline->rings, 0);
  return TRUE;
}

/* Once for each region. */
static void
note_match (Finder *self, const NqpOutline *outline, int region, int place, NqpNameStep step, int by)
{
  const char *code = nqp_codes_get (&self->importer->region_codes, region);
  g_autofree char *shown = NULL;

  if (g_hash_table_contains (self->shape_of, code) || self->n_matched++ >= MAX_SHOWN)
    return;
  shown = nqp_names_show (self->names, place);
  g_ptr_array_add (self->matched, g_strdup_printf ("“%s” = %s [%s]", outline->labels[by], shown,
                                                   nqp_name_step_to_string (step)));
}

/* The region of an outline that was found. */
static int
take_region (Finder *self, const NqpOutline *outline, int place, NqpNameStep step, int by)
{
  NqpImporter *importer = self->importer;
  int region = self->drafts[place];

  self->n_found++;
  if (nqp_importer_region (importer, region)->same_as >= 0)
    region = nqp_importer_region (importer, region)->same_as; /* another feature of it came before */
  else if (by >= NQP_LABEL_NAME || by != self->label)
    region = take_code (self, region, outline);
  if (step >= NQP_NAME_OTHER)
    note_match (self, outline, region, place, step, by);
  return region;
}

/* Takes the rings unless they were joined to others. */
static void
place_shape (Finder *self, NqpOutline *outline, const char *code)
{
  if (join_shape (self, outline, code))
    return;
  add_shape (self, outline, code);
  outline->rings = NULL;
}

/* Lines and insets are of no region, though they may say which they belong to. */
static const char *
line_code (const Finder *self, const NqpOutline *outline)
{
  if (self->label >= 0 && self->label < NQP_LABEL_NAME && outline->labels[self->label] != NULL)
    return outline->labels[self->label];
  if (outline->labels[NQP_LABEL_CODE] != NULL)
    return outline->labels[NQP_LABEL_CODE];
  return outline->labels[NQP_LABEL_FEATURE] != NULL ? outline->labels[NQP_LABEL_FEATURE] : "";
}

static void
place_outline (Finder *self, NqpOutline *outline)
{
  NqpImporter *importer = self->importer;
  NqpNameStep step;
  int by, place, region;

  if (outline->shape.kind != NQP_SHAPE_REGION)
    {
      place_shape (self, outline, line_code (self, outline));
      return;
    }
  place = find_place (self, outline, &step, &by);
  if (place == -2)
    return;
  if (place >= 0)
    region = take_region (self, outline, place, step, by);
  else
    {
      const char *code = own_label (self, outline);

      region = nqp_importer_add_region (importer, code, strlen (code));
      nqp_importer_region (importer, region)->use = NQP_USE_TAKE;
      g_ptr_array_add (self->left, outline);
    }
  name_region (&nqp_importer_region (importer, region)->region, outline);
  place_shape (self, outline, nqp_codes_get (&importer->region_codes, region));
}

/* A name of an outline that is like that of a region without one; NULL if there is none. */
static const char *
find_alike (const Finder *self, const NqpOutline *outline, NqpNameMatch *out_match)
{
  for (int k = NQP_LABEL_NAME; k < NQP_N_LABELS; k++)
    {
      if (outline->labels[k] == NULL || nqp_import_rule (self->importer, outline->labels[k]) != NULL)
        continue;
      *out_match = nqp_names_match (self->names, outline->labels[k], TRUE);
      for (int p = 0; p < out_match->n_proposals; p++)
        if (!g_hash_table_contains (self->shape_of, nqp_names_code (self->names, out_match->proposals[p])))
          return outline->labels[k];
    }
  return NULL;
}

/* Of a project that is there: an outline that is left over may be that of a region that has none. */
static void
ask_alike (Finder *self)
{
  NqpImporter *importer = self->importer;

  for (guint i = 0; i < self->left->len; i++)
    {
      NqpNameMatch match;
      const char *name = find_alike (self, self->left->pdata[i], &match);
      g_autofree char *close = name != NULL ? nqp_names_proposals (self->names, &match) : NULL;

      if (name == NULL)
        continue;
      nqp_problems_add (&importer->problems, FALSE, importer->sources->boundaries, 0, 0,
                        _ ("The outline “%s” is of no region, but like %s; expected which it is in a list "
                           "of names, or nothing there to leave it out."),
                        name, close);
      nqp_import_ask_alike (importer, name, 0, &match);
    }
}

static char *
list_places (const Finder *self)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < MIN (self->n_places, MAX_SHOWN); i++)
    {
      g_autofree char *shown = nqp_names_show (self->names, i);

      g_string_append_printf (out, "%s%s", i > 0 ? _ (", ") : "", shown);
    }
  if (self->n_places > MAX_SHOWN)
    g_string_append (out, " …");
  return g_string_free (out, FALSE);
}

static char *
list_outlines (const Finder *self, int *out_n)
{
  const GPtrArray *outlines = self->importer->outlines;
  GString *out = g_string_new (NULL);

  *out_n = 0;
  for (guint i = 0; i < outlines->len; i++)
    {
      const NqpOutline *outline = outlines->pdata[i];

      if (outline->shape.kind != NQP_SHAPE_REGION)
        continue;
      if (*out_n < MAX_SHOWN)
        g_string_append_printf (out, "%s%s", *out_n > 0 ? _ (", ") : "", own_label (self, outline));
      (*out_n)++;
    }
  if (*out_n > MAX_SHOWN)
    g_string_append (out, " …");
  return g_string_free (out, FALSE);
}

static void
report (Finder *self, const char *outlines, int n_outlines)
{
  NqpImporter *importer = self->importer;
  const char *file = importer->sources->boundaries;

  if (self->n_found == 0 && n_outlines > 0 && self->n_places > 0)
    {
      g_autofree char *places = list_places (self);

      nqp_problems_add (&importer->problems, FALSE, file, 0, 0,
                        _ ("None of the %d outlines (%s) belongs to one of the %d regions (%s); expected the "
                           "codes or names of "
                           "the regions in the property “code”, “adcode”, “ISO_A3”, “iso3”, “id” or “name”."),
                        n_outlines, outlines, self->n_places, places);
      nqp_import_mark_names (importer);
      return;
    }
  if (self->n_found > 0 && self->label > NQP_LABEL_FEATURE)
    nqp_problems_add (&importer->problems, TRUE, file, 0, 0,
                      _ ("The regions of the outlines were found by the property “%s”."),
                      label_word (self->label));
  if (self->matched->len > 0)
    {
      const guint n = self->n_matched;
      g_autofree char *list = NULL;

      g_ptr_array_add (self->matched, NULL);
      list = g_strjoinv (_ (", "), (char **)self->matched->pdata);
      nqp_problems_add (&importer->problems, TRUE, file, 0, 0,
                        ngettext ("%u outline was matched to its region by name: %s%s",
                                  "%u outlines were matched to their regions by name: %s%s", n),
                        n, list, n > MAX_SHOWN ? " …" : "");
    }
}

/**
 * nqp_import_outlines:
 *
 * Finds the region of each outline: by the property that names the most of them, else by any of its names. Regions of the
 * data that are called by a name get the code of their outline; an outline of no region becomes a place on the map alone.
 */
void
nqp_import_outlines (NqpImporter *self)
{
  Finder finder;
  g_autofree char *outlines = NULL;
  int n_outlines;

  if (self->outlines->len == 0)
    return;
  finder_init (&finder, self);
  choose_label (&finder);
  outlines = list_outlines (&finder, &n_outlines);
  for (guint i = 0; i < self->outlines->len; i++)
    place_outline (&finder, self->outlines->pdata[i]);
  for (guint i = 0; i < finder.rings->len; i++)
    {
      nqp_shape_set_rings (self->shapes->pdata[i], finder.rings->pdata[i]);
      g_array_unref (finder.rings->pdata[i]);
    }
  if (self->data_read)
    report (&finder, outlines, n_outlines);
  if (self->known != NULL && finder.n_found > 0)
    ask_alike (&finder);
  finder_clear (&finder);
}
