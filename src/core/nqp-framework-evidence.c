/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework.h"

#include <string.h>

/* What an indicator is evidence for:
 *
 * - its own links, by code;
 * - the concepts that have the ids of its component ("elements.labour-force") and of its pillar;
 * - the links of its component. They speak for indicators nobody has looked at, so they stand back where the indicator
 *   has a link of its own to the same sort of thing: a concept, a contrast, or a path or measure. */

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

/* What a link leads to, as a bit: concepts, contrasts, paths and measures. */
static guint
sort_of (const NqpFramework *self, int target)
{
  NqpEntryKind kind = nqp_framework_entry (self, target)->kind;

  return 1u << (kind == NQP_ENTRY_MEASURE ? NQP_ENTRY_PATH : kind);
}

/* Sets marks[entry] for the links that come from @id, but those to one of the sorts in @taken. Returns: the sorts */
static guint
mark_links (const NqpFramework *self, const char *id, guint taken, guint8 *marks)
{
  guint found = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const NqpEntry *link = nqp_framework_entry (self, (int)i);

      if (link->kind != NQP_ENTRY_LINK || link->from_at >= 0 || strcmp (link->from, id) != 0
          || (sort_of (self, link->to_at) & taken) != 0)
        continue;
      marks[link->to_at] = TRUE;
      found |= sort_of (self, link->to_at);
    }
  return found;
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
  guint own = mark_links (self, it->code, 0, marks);

  if (it->role == NQP_ROLE_INDEX && it->pillar != NULL)
    {
      mark_concept (self, it->pillar, marks);
      if (it->component != NULL && *it->component != '\0')
        {
          g_autofree char *component = g_strconcat (it->pillar, ".", it->component, NULL);

          mark_concept (self, component, marks);
          mark_links (self, component, own, marks);
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
