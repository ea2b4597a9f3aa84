/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-names.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-io-resources.h"
#include "nqp-spelling.h"

typedef struct
{
  char *code;
  NqpText name;
  GPtrArray *folded; /* (element-type utf8): each of its names and its code */
  char *initials;
} Place;

/* Of a stem: the place that has it, and what it is said to be there. */
typedef struct
{
  int place;
  const char *kind;
} Stem;

struct _NqpNames
{
  GPtrArray *places; /* (element-type Place) */
  /* [key]: the places (int) or stems that have it, each place once */
  GHashTable *codes, *names, *folded, *letters, *initials, *groups;
  GHashTable *stems;
  GHashTable *others, *other_stems; /* [folded]: number + 1 of a line of other names */
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->code);
  nqp_text_clear (&place->name);
  g_ptr_array_unref (place->folded);
  g_free (place->initials);
  g_free (place);
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

/* The lines of other names, folded; stems only where no name is so. */
static void
read_others (NqpNames *self)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (nqp_io_get_resource (), "/io/github/nqp_explorer/io/other-names.txt",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) names = *lines[i] == '#' ? NULL : g_strsplit (lines[i], ";", -1);

      for (int k = 0; names != NULL && names[k] != NULL; k++)
        {
          g_autofree char *folded = nqp_names_fold (names[k]);
          const char *kind;
          char *stem = nqp_names_stem (folded, &kind);

          g_hash_table_insert (self->other_stems, stem,
                               GINT_TO_POINTER (g_hash_table_contains (self->other_stems, stem)
                                                        && g_hash_table_lookup (self->other_stems, stem)
                                                               != GINT_TO_POINTER (i + 1)
                                                    ? -1
                                                    : i + 1));
          if (*folded != '\0')
            g_hash_table_insert (self->others, g_steal_pointer (&folded), GINT_TO_POINTER (i + 1));
        }
    }
}

NqpNames *
nqp_names_new (void)
{
  NqpNames *self = g_new0 (NqpNames, 1);

  self->places = g_ptr_array_new_with_free_func (place_free);
  self->codes = new_index ();
  self->names = new_index ();
  self->folded = new_index ();
  self->letters = new_index ();
  self->initials = new_index ();
  self->groups = new_index ();
  self->stems = new_index ();
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->other_stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_others (self);
  return self;
}

void
nqp_names_free (NqpNames *self)
{
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->letters);
  g_hash_table_unref (self->initials);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->stems);
  g_hash_table_unref (self->others);
  g_hash_table_unref (self->other_stems);
  g_ptr_array_unref (self->places);
  g_free (self);
}

static GArray *
list_of (GHashTable *index, const char *key, guint size)
{
  GArray *list = g_hash_table_lookup (index, key);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, size);
      g_hash_table_insert (index, g_strdup (key), list);
    }
  return list;
}

static void
put (GHashTable *index, const char *key, int place)
{
  GArray *list;

  if (key == NULL || *key == '\0')
    return;
  list = list_of (index, key, sizeof (int));
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, int, i) == place)
      return;
  g_array_append_val (list, place);
}

static void
put_stem (NqpNames *self, const char *key, int place, const char *kind)
{
  GArray *list = list_of (self->stems, key, sizeof (Stem));
  Stem stem = { place, kind };

  g_array_append_val (list, stem);
}

/* The line of other names that it stands in; 0 = none. Whole names decide. */
static int
find_other (const NqpNames *self, const char *folded, const char *stem)
{
  int line = GPOINTER_TO_INT (g_hash_table_lookup (self->others, folded));

  if (line == 0)
    line = GPOINTER_TO_INT (g_hash_table_lookup (self->others, stem));
  if (line == 0)
    line = GPOINTER_TO_INT (g_hash_table_lookup (self->other_stems, stem));
  return MAX (line, 0);
}

static void
put_line (NqpNames *self, int line, int place)
{
  char key[16];

  if (line <= 0)
    return;
  g_snprintf (key, sizeof key, "%d", line);
  put (self->groups, key, place);
}

/**
 * nqp_names_add_label:
 *
 * One more name of a place that was added.
 */
void
nqp_names_add_label (NqpNames *self, int place, const char *label)
{
  Place *at = self->places->pdata[place];
  g_autofree char *folded = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *letters = NULL;
  const char *kind;

  if (label == NULL || *label == '\0')
    return;
  put (self->names, label, place);
  folded = nqp_names_fold (label);
  if (*folded == '\0' || g_ptr_array_find_with_equal_func (at->folded, folded, g_str_equal, NULL))
    return;
  put (self->folded, folded, place);
  stem = nqp_names_stem (folded, &kind);
  put_stem (self, stem, place, kind);
  letters = nqp_names_letters (stem);
  put (self->letters, letters, place);
  put_line (self, find_other (self, folded, stem), place);
  g_ptr_array_add (at->folded, g_steal_pointer (&folded));
}

/**
 * nqp_names_add:
 * @code: (nullable): how other files name it
 * @initials: (nullable): those of its syllables, as "bj"
 *
 * Returns: the position of the new place
 */
int
nqp_names_add (NqpNames *self, const char *code, const NqpText *name, const char *initials)
{
  Place *place = g_new0 (Place, 1);
  const int at = (int)self->places->len;

  place->code = g_strdup (code);
  place->folded = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->places, place);
  put (self->codes, code, at);
  nqp_names_add_label (self, at, code);
  if (name != NULL)
    {
      place->name = nqp_text_copy (name);
      nqp_names_add_label (self, at, name->en);
      nqp_names_add_label (self, at, name->zh);
    }
  if (initials != NULL)
    {
      place->initials = g_ascii_strdown (initials, -1);
      put (self->initials, place->initials, at);
    }
  return at;
}

void
nqp_names_add_panel (NqpNames *self, const NqpPanel *panel)
{
  for (int i = 0; i < panel->n_places; i++)
    nqp_names_add (self, panel->places[i].code, &panel->places[i].name, panel->places[i].initials);
}

int
nqp_names_size (const NqpNames *self)
{
  return (int)self->places->len;
}

const char *
nqp_names_code (const NqpNames *self, int place)
{
  return ((const Place *)self->places->pdata[place])->code;
}

char *
nqp_names_show (const NqpNames *self, int place)
{
  const Place *at = self->places->pdata[place];
  const char *name
      = at->name.en != NULL || at->name.zh != NULL ? nqp_text_get (&at->name, nqp_lang_of_messages ()) : NULL;

  if (name == NULL || g_strcmp0 (name, at->code) == 0)
    return g_strdup (at->code != NULL ? at->code : "");
  /* Translators: name of a region and its code */
  return at->code != NULL ? g_strdup_printf (_ ("%s (%s)"), name, at->code) : g_strdup (name);
}

static void
propose (NqpNameMatch *match, NqpNameStep step, int place)
{
  for (int i = 0; i < match->n_proposals; i++)
    if (match->proposals[i] == place)
      return;
  if (match->n_proposals == 0)
    match->step = step;
  if (match->n_proposals < NQP_NAMES_MAX_PROPOSALS)
    match->proposals[match->n_proposals++] = place;
}

/* One place: found. Several: a person has to say which. */
static gboolean
take (GHashTable *index, const char *key, NqpNameStep step, NqpNameMatch *match)
{
  const GArray *list = key != NULL ? g_hash_table_lookup (index, key) : NULL;

  if (list == NULL)
    return FALSE;
  if (list->len == 1)
    {
      *match = (NqpNameMatch){ .step = step, .place = g_array_index (list, int, 0) };
      return TRUE;
    }
  for (guint i = 0; i < list->len; i++)
    propose (match, NQP_NAME_PART, g_array_index (list, int, i));
  return TRUE;
}

/* 吉林省 is not 吉林市, though both are 吉林: kinds that are named have to be the same. */
static gboolean
take_stem (const NqpNames *self, const char *key, const char *kind, NqpNameMatch *match)
{
  const GArray *list = g_hash_table_lookup (self->stems, key);
  int found = -1;
  gboolean one = TRUE, fits = FALSE;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const Stem *stem = &g_array_index (list, Stem, i);

      one = one && (found < 0 || found == stem->place);
      found = stem->place;
      fits = fits || kind == NULL || stem->kind == NULL || strcmp (kind, stem->kind) == 0;
    }
  if (one && fits)
    {
      *match = (NqpNameMatch){ .step = NQP_NAME_STEM, .place = found };
      return TRUE;
    }
  for (guint i = 0; i < list->len; i++)
    propose (match, NQP_NAME_PART, g_array_index (list, Stem, i).place);
  return TRUE;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar)*text >= 0x80)
      return FALSE;
  return TRUE;
}

/* How many letters may differ: fewer in short names, which are many. */
static int
largest_distance (const char *folded)
{
  const glong length = g_utf8_strlen (folded, -1);

  return is_ascii (folded) ? (int)CLAMP (length / 4, 0, 3) : length >= 3 ? 1 : 0;
}

static gboolean
has_digits (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* How far the nearest name of a place is; more than @largest: not near. */
static int
nearest_name (const Place *place, const char *folded, glong length, int largest)
{
  int nearest = largest + 1;

  for (guint k = 0; k < place->folded->len; k++)
    if (ABS (g_utf8_strlen (place->folded->pdata[k], -1) - length) <= largest)
      nearest = MIN (nearest, nqp_spelling_distance (folded, place->folded->pdata[k]));
  return nearest;
}

static void
propose_spelt_alike (const NqpNames *self, const char *folded, glong length, int largest, NqpNameMatch *match)
{
  g_autofree int *distance = g_new (int, self->places->len + 1);

  if (largest == 0)
    return;
  for (guint i = 0; i < self->places->len; i++)
    distance[i] = nearest_name (self->places->pdata[i], folded, length, largest);
  for (int d = 1; d <= largest; d++)
    for (guint i = 0; i < self->places->len; i++)
      if (distance[i] == d)
        propose (match, NQP_NAME_SPELLING, (int)i);
}

/* Names that are close: the closest first. */
static void
propose_close (const NqpNames *self, const char *folded, NqpNameMatch *match)
{
  const int largest = largest_distance (folded);
  const glong length = g_utf8_strlen (folded, -1);

  if (has_digits (folded)) /* the next number is another region, not a slip */
    return;
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = self->places->pdata[i];

      for (guint k = 0; k < place->folded->len; k++)
        {
          const char *known = place->folded->pdata[k];
          const gboolean inside = strstr (known, folded) != NULL || strstr (folded, known) != NULL;

          if (inside && MIN (g_utf8_strlen (known, -1), length) >= (is_ascii (known) ? 4 : 2))
            propose (match, NQP_NAME_PART, (int)i);
        }
    }
  if (!has_digits (folded) && is_ascii (folded))
    {
      const GArray *list = g_hash_table_lookup (self->initials, folded);

      for (guint i = 0; list != NULL && i < list->len; i++)
        propose (match, NQP_NAME_INITIALS, g_array_index (list, int, i));
    }
  propose_spelt_alike (self, folded, length, largest, match);
}

/**
 * nqp_names_match:
 * @name: as a file gives it
 * @propose: look for names that are close, too, if there is none that is certain; takes a while
 *
 * Finds the place that is meant, from certain to doubtful: by its code, by its name in either language, by these without what
 * spaces, width, case, punctuation and accents make of them, by another common name, without the word for what it is, by its
 * letters however they are parted. Where that leaves more than one place, or only one that is alike, these are proposed and none
 * is taken.
 *
 * Returns: the place and how it was found; or proposals; or %NQP_NAME_UNKNOWN
 */
NqpNameMatch
nqp_names_match (const NqpNames *self, const char *name, gboolean propose_others)
{
  NqpNameMatch match = { .place = -1 };
  g_autofree char *folded = nqp_names_fold (name);
  const char *kind;
  g_autofree char *stem = nqp_names_stem (folded, &kind);
  g_autofree char *letters = nqp_names_letters (stem);
  const int line = find_other (self, folded, stem);
  const gboolean decided = g_hash_table_contains (self->others, folded);
  char key[16];

  g_snprintf (key, sizeof key, "%d", line);
  if (take (self->codes, name, NQP_NAME_CODE, &match) || take (self->names, name, NQP_NAME_SAME, &match)
      || take (self->folded, folded, NQP_NAME_FOLDED, &match)
      || (!decided && take_stem (self, stem, kind, &match))
      || (line > 0 && take (self->groups, key, NQP_NAME_OTHER, &match))
      || (!decided && take (self->letters, letters, NQP_NAME_LETTERS, &match)))
    return match;
  if (propose_others && *folded != '\0')
    propose_close (self, folded, &match);
  return match;
}

char *
nqp_names_proposals (const NqpNames *self, const NqpNameMatch *match)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < match->n_proposals; i++)
    {
      g_autofree char *shown = nqp_names_show (self, match->proposals[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? _ (", ") : "", shown);
    }
  return g_string_free (out, FALSE);
}

const char *
nqp_name_step_to_string (NqpNameStep step)
{
  switch (step)
    {
    case NQP_NAME_CODE:
      return _ ("the same code");
    case NQP_NAME_SAME:
      return _ ("the same name");
    case NQP_NAME_FOLDED:
      return _ ("the same but for spaces, case and signs");
    case NQP_NAME_OTHER:
      return _ ("another name of it");
    case NQP_NAME_STEM:
      return _ ("without province, city or the like");
    case NQP_NAME_LETTERS:
      return _ ("the same letters");
    case NQP_NAME_PART:
      return _ ("a part of it");
    case NQP_NAME_INITIALS:
      return _ ("its initials");
    case NQP_NAME_SPELLING:
      return _ ("spelt alike");
    case NQP_NAME_UNKNOWN:
    default:
      return _ ("unknown");
    }
}
