/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework.h"

#include <string.h>

/* What an indicator is evidence for:
 *
 * - its own links, by code;
 * - the concepts that have the ids of its component ("elements.labour-force") and of its pillar;
 * - the links of its component. They speak for indicators nobody has looked at, so those to concepts stand back where
 *   the indicator has a link to a concept of its own, and those to paths, measures and contrasts likewise. */

static gboolean
is_concept (const NqpFramework *self, int at)
{
  return at >= 0 && nqp_framework_entry (self, at)->kind == NQP_ENTRY_CONCEPT;
}

/* Whether evidence for @target is evidence for @entry. */
static gboolean
bears_on (const NqpFramework *self, int target, int entry)
{
  NqpEntryKind kind = nqp_framework_entry (self, entry)->kind;

  if (nqp_framework_is_within (self, target, entry))
    return TRUE;
  if (kind != NQP_ENTRY_PATH && kind != NQP_ENTRY_MEASURE)
    return FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *link = nqp_framework_entry (self, (int)i);

      if (link->kind == NQP_ENTRY_LINK && link->from_at >= 0
          && nqp_framework_is_within (self, link->from_at, entry)
          && nqp_framework_is_within (self, target, link->to_at))
        return TRUE;
    }
  return FALSE;
}

/**
 * nqp_framework_indicators:
 * @entry: position of a concept, contrast, path or measure
 *
 * Returns: (transfer full) (element-type utf8): codes and component ids
 */
GPtrArray *
nqp_framework_indicators (const NqpFramework *self, int entry)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *link = nqp_framework_entry (self, (int)i);

      if (link->kind == NQP_ENTRY_LINK && link->from_at < 0 && bears_on (self, link->to_at, entry)
          && !g_ptr_array_find_with_equal_func (ids, link->from, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (link->from));
    }
  return ids;
}

/* Sets marks[entry] for the links that come from @id: to concepts, to the rest, or both. */
static void
mark_links (const NqpFramework *self, const char *id, gboolean concepts, gboolean rest, guint8 *marks,
            gboolean *out_concept, gboolean *out_rest)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *link = nqp_framework_entry (self, (int)i);
      gboolean to_concept = is_concept (self, link->to_at);

      if (link->kind != NQP_ENTRY_LINK || link->from_at >= 0 || strcmp (link->from, id) != 0
          || !(to_concept ? concepts : rest))
        continue;
      marks[link->to_at] = TRUE;
      *(to_concept ? out_concept : out_rest) = TRUE;
    }
}

static void
mark_concept (const NqpFramework *self, const char *id, guint8 *marks)
{
  int at = nqp_framework_find (self, id);

  if (is_concept (self, at))
    marks[at] = TRUE;
}

/**
 * nqp_framework_targets:
 * @self: a sealed model
 * @indicator: position among those of @panel
 *
 * Returns: (transfer full) (element-type int): concepts, contrasts, paths and measures
 */
GArray *
nqp_framework_targets (const NqpFramework *self, const NqpPanel *panel, int indicator)
{
  const NqpIndicator *it = &panel->indicators[indicator];
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree guint8 *marks = g_new0 (guint8, self->entries->len + 1);
  gboolean to_concept = FALSE, to_rest = FALSE;

  mark_links (self, it->code, TRUE, TRUE, marks, &to_concept, &to_rest);
  if (it->role == NQP_ROLE_INDEX && it->pillar != NULL)
    {
      gboolean any = FALSE;

      mark_concept (self, it->pillar, marks);
      if (it->component != NULL && *it->component != '\0')
        {
          g_autofree char *component = g_strconcat (it->pillar, ".", it->component, NULL);

          mark_concept (self, component, marks);
          mark_links (self, component, !to_concept, !to_rest, marks, &any, &any);
        }
    }
  for (int i = 0; i < (int)self->entries->len; i++)
    if (marks[i])
      g_array_append_val (targets, i);
  return targets;
}

/**
 * nqp_framework_evidence:
 * @self: a sealed model
 * @entry: position of a concept, contrast, path or measure
 *
 * Returns: (transfer full) (element-type int): indicators of @panel
 */
GArray *
nqp_framework_evidence (const NqpFramework *self, const NqpPanel *panel, int entry)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));

  for (int j = 0; j < panel->n_indicators; j++)
    {
      g_autoptr (GArray) targets = nqp_framework_targets (self, panel, j);
      gboolean bears = FALSE;

      for (guint k = 0; k < targets->len && !bears; k++)
        bears = bears_on (self, g_array_index (targets, int, k), entry);
      if (bears)
        g_array_append_val (found, j);
    }
  return found;
}
