/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <string.h>

/* Names of regions that were settled once: those that a project knows, and those that it is to know from now on. */

static GHashTable *
codes_of (const NqpPanel *panel, GHashTable *codes)
{
  for (int i = 0; panel != NULL && i < panel->n_places; i++)
    g_hash_table_add (codes, panel->places[i].code);
  return codes;
}

/**
 * nqp_import_take_remembered:
 *
 * What was settled earlier for the project that the data come to. Other words of the user count before it, and so does a region that has
 * the name for its code; a name of a region that is gone says nothing.
 */
void
nqp_import_take_remembered (NqpImporter *self, const NqpPanel *into)
{
  g_autoptr (GHashTable) codes = codes_of (into, g_hash_table_new (g_str_hash, g_str_equal));

  for (int k = 0; k < into->n_settled; k++)
    {
      const NqpSettledName *it = &into->settled[k];

      if (g_hash_table_contains (codes, it->name)
          || (it->code != NULL && !g_hash_table_contains (codes, it->code)))
        continue;
      nqp_import_add_rule (self, it->name, it->code);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const NqpSettledName *)a)->name, ((const NqpSettledName *)b)->name);
}

/**
 * nqp_import_fill_settled:
 *
 * Notes with @panel what the user settled, as far as it is of regions that there are.
 */
void
nqp_import_fill_settled (NqpImporter *self, NqpPanel *panel)
{
  g_autoptr (GHashTable) codes = codes_of (panel, g_hash_table_new (g_str_hash, g_str_equal));
  GHashTableIter iter;
  gpointer name, value;

  if (self->rules == NULL)
    return;
  codes_of (self->sources->into, codes);
  panel->settled = g_new0 (NqpSettledName, g_hash_table_size (self->rules) + 1);
  g_hash_table_iter_init (&iter, self->rules);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const NqpNameRule *rule = value;

      if (!rule->remembered && g_strcmp0 (rule->code, name) != 0
          && (rule->code == NULL || g_hash_table_contains (codes, rule->code)))
        panel->settled[panel->n_settled++] = (NqpSettledName){ g_strdup (name), g_strdup (rule->code) };
    }
  qsort (panel->settled, (gsize)panel->n_settled, sizeof (NqpSettledName), compare);
}
