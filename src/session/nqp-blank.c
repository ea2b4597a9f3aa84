/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-blank.h"

#include <glib/gi18n.h>

#include "nqp-drafts.h"
#include "nqp-framework-json.h"
#include "nqp-method.h"
#include "nqp-paths.h"
#include "nqp-project.h"
#include "nqp-words.h"

static void
copy_places (NqpPanel *self, const NqpPanel *from)
{
  for (int i = 0; i < from->n_places; i++)
    {
      self->places[i] = from->places[i];
      self->places[i].code = g_strdup (from->places[i].code);
      self->places[i].name = nqp_text_copy (&from->places[i].name);
      self->places[i].initials = g_strdup (from->places[i].initials);
    }
  for (int g = 0; g < from->n_groups; g++)
    self->groups[g] = nqp_text_copy (&from->groups[g]);
  for (int k = 0; k < from->n_neighbours; k++)
    {
      self->neighbours[k] = from->neighbours[k];
      self->neighbours[k].kind = g_strdup (from->neighbours[k].kind);
    }
}

static NqpPanel *
like_sample (const char *id, int n_years, NqpBoundaries **out_boundaries, GError **error)
{
  g_autofree char *path = nqp_paths_sample (id);
  g_autoptr (NqpProject) sample = NULL;
  g_autoptr (NqpPanel) from = NULL;
  NqpPanel *panel;

  if (path == NULL)
    {
      nqp_drafts_no_such_sample (id, error);
      return NULL;
    }
  sample = nqp_project_open (path, NQP_OPEN_READ_ONLY, error);
  from = sample != NULL ? nqp_project_read_panel (sample, error) : NULL;
  *out_boundaries = from != NULL ? nqp_project_read_boundaries (sample, error) : NULL;
  if (*out_boundaries == NULL)
    return NULL;
  panel
      = nqp_panel_new (from->n_places, from->n_regions, n_years, 0, 0, from->n_groups, from->n_neighbours, 0);
  copy_places (panel, from);
  return panel;
}

static gboolean
is_twice (const NqpPanel *panel, int n, const char *code)
{
  for (int i = 0; i < n; i++)
    if (g_str_equal (panel->places[i].code, code))
      return TRUE;
  return FALSE;
}

/* What stands for a region in a table stands for it here. */
static NqpPanel *
of_names (const char *const *names, int n_years, GError **error)
{
  const int n = names != NULL ? (int)g_strv_length ((char **)names) : 0;
  g_autoptr (NqpPanel) panel = nqp_panel_new (n, n, n_years, 0, 0, 0, 0, 0);

  for (int i = 0; i < n; i++)
    {
      NqpRegion *it = &panel->places[i];

      it->code = g_strstrip (g_strdup (names[i]));
      if (!nqp_words_check (&it->code, NQP_WORDS_CODE, error))
        return NULL;
      if (*it->code == '\0' || is_twice (panel, i, it->code))
        {
          g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                       _ ("Region %d: “%s” is empty or named twice; each region needs a name of its own."),
                       i + 1, it->code);
          return NULL;
        }
      it->name = nqp_text_new (it->code, NULL);
    }
  return g_steal_pointer (&panel);
}

static gboolean
check_years (const NqpBlank *what, GError **error)
{
  if ((what->first == 0 && what->last == 0)
      || (what->first >= 1 && what->last <= 9999 && what->first <= what->last
          && what->last - what->first < NQP_BLANK_MAX_YEARS))
    return TRUE;
  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
      _ ("The years %d to %d cannot be: the first comes before the last, from 1 to 9999, and at most %d of "
         "them."),
      what->first, what->last, NQP_BLANK_MAX_YEARS);
  return FALSE;
}

/**
 * nqp_blank_save:
 * @path: where the project shall be
 * @replace: whether a project that is there may be exchanged
 *
 * Four pillars without indicators, equal weights, the program's concept model, and the regions and years that are asked for. All
 * or nothing.
 *
 * Returns: %FALSE with @error set if there is no such sample, a name cannot be, the years cannot be, or it cannot be written
 */
gboolean
nqp_blank_save (const char *path, const NqpBlank *what, gboolean replace, GError **error)
{
  const int n_years = what->first > 0 ? what->last - what->first + 1 : 0;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpFramework) framework = nqp_framework_shipped ();
  g_autoptr (NqpPanel) panel = NULL;
  g_autofree char *line = NULL;
  NqpMethod method;

  if (!check_years (what, error))
    return FALSE;
  panel = what->sample != NULL ? like_sample (what->sample, n_years, &boundaries, error)
                               : of_names (what->names, n_years, error);
  if (panel == NULL)
    return FALSE;
  panel->title_en = g_strdup (what->title.en);
  panel->title_zh = g_strdup (what->title.zh);
  for (int t = 0; t < n_years; t++)
    panel->years[t] = what->first + t;
  nqp_method_init (&method);
  method.scheme = NQP_SCHEME_EQUAL; /* others weigh by data, and there are none */
  line = nqp_method_to_string (&method);
  return nqp_project_create (path, panel, boundaries, framework, line, replace, error);
}

char *
nqp_blank_draft (const NqpBlank *what, GError **error)
{
  g_autofree char *path = nqp_drafts_new_path (error);

  return path != NULL && nqp_blank_save (path, what, FALSE, error) ? g_steal_pointer (&path) : NULL;
}
