/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-session-private.h"

#include <string.h>

/* What is looked at: measure, year, regions, and how the screen looks. */

#define PLAY_INTERVAL_MS 900
#define PRESENTATION_SCALE 1.6

int
nqp_session_get_measure (NqpSession *self)
{
  return self->measure;
}

void
nqp_session_set_measure (NqpSession *self, int node)
{
  if (self->panel == NULL || node < 0 || node >= self->tree->n_nodes || node == self->measure)
    return;
  self->measure = node;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_MEASURE);
}

int
nqp_session_get_year (NqpSession *self)
{
  return self->year;
}

void
nqp_session_set_year (NqpSession *self, int year)
{
  if (self->panel == NULL || self->panel->n_years == 0)
    return;
  year = CLAMP (year, 0, self->panel->n_years - 1);
  if (year == self->year)
    return;
  self->year = year;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_YEAR);
}

void
nqp_session_step_year (NqpSession *self, int step)
{
  nqp_session_set_year (self, self->year + step);
}

gboolean
nqp_session_get_playing (NqpSession *self)
{
  return self->play_id != 0;
}

static gboolean
on_play (gpointer user_data)
{
  NqpSession *self = user_data;

  nqp_session_step_year (self, 1);
  if (self->year < self->panel->n_years - 1)
    return G_SOURCE_CONTINUE;
  self->play_id = 0;
  nqp_session_touch (self, NQP_CHANGE_PLAY);
  return G_SOURCE_REMOVE;
}

void
nqp_session_set_playing (NqpSession *self, gboolean playing)
{
  if (playing == (self->play_id != 0) || (playing && (self->panel == NULL || self->panel->n_years < 2)))
    return;
  if (playing)
    {
      if (self->year == self->panel->n_years - 1)
        nqp_session_set_year (self, 0);
      self->play_id = g_timeout_add (PLAY_INTERVAL_MS, on_play, self);
    }
  else
    g_clear_handle_id (&self->play_id, g_source_remove);
  nqp_session_touch (self, NQP_CHANGE_PLAY);
}

int
nqp_session_get_focus (NqpSession *self)
{
  return self->focus;
}

static gboolean
take_compared (NqpSession *self, int region)
{
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] == region)
      {
        memmove (self->compared + i, self->compared + i + 1,
                 (size_t)(self->n_compared - i - 1) * sizeof (int));
        self->n_compared--;
        return TRUE;
      }
  return FALSE;
}

/**
 * nqp_session_set_focus:
 * @region: -1 = none
 *
 * A compared region that becomes the focus leaves its place to the old focus.
 */
void
nqp_session_set_focus (NqpSession *self, int region)
{
  if (self->panel == NULL || region < -1 || region >= self->panel->n_regions || region == self->focus)
    return;
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] == region)
      {
        if (self->focus >= 0)
          self->compared[i] = self->focus;
        else
          take_compared (self, region);
        nqp_session_touch (self, NQP_CHANGE_COMPARED);
        break;
      }
  self->focus = region;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_FOCUS);
}

void
nqp_session_walk (NqpSession *self, int step)
{
  g_autofree int *order = NULL;
  int n, at = -1;

  if (!nqp_session_has_cells (self))
    return;
  nqp_session_ensure_scores (self);
  n = self->panel->n_regions;
  order = g_new (int, n);
  nqp_scores_order (self->scores, self->measure, self->year, order);
  for (int i = 0; i < n; i++)
    if (order[i] == self->focus)
      at = i;
  at = at < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (at + step, 0, n - 1);

  /* Walking passes through compared regions without trading places with them. */
  if (order[at] != self->focus)
    {
      self->focus = order[at];
      nqp_session_save_state_soon (self);
      nqp_session_touch (self, NQP_CHANGE_FOCUS);
    }
}

int
nqp_session_get_hover (NqpSession *self)
{
  return self->hover;
}

void
nqp_session_set_hover (NqpSession *self, int region)
{
  if (region == self->hover)
    return;
  self->hover = region;
  nqp_session_touch (self, NQP_CHANGE_HOVER);
}

int
nqp_session_get_n_compared (NqpSession *self)
{
  return self->n_compared;
}

const int *
nqp_session_get_compared (NqpSession *self)
{
  return self->compared;
}

void
nqp_session_add_compared (NqpSession *self, int region)
{
  if (self->panel == NULL || region < 0 || region >= self->panel->n_regions || region == self->focus)
    return;
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] == region)
      return;
  if (self->n_compared == NQP_MAX_COMPARED)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("At most %d region can be compared with the one in focus.",
                    "At most %d regions can be compared with the one in focus.", NQP_MAX_COMPARED),
          NQP_MAX_COMPARED);

      nqp_session_message (self, text, NULL, NULL);
      return;
    }
  self->compared[self->n_compared++] = region;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_COMPARED);
}

void
nqp_session_remove_compared (NqpSession *self, int region)
{
  if (!take_compared (self, region))
    return;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_COMPARED);
}

void
nqp_session_toggle_compared (NqpSession *self, int region)
{
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] == region)
      {
        nqp_session_remove_compared (self, region);
        return;
      }
  nqp_session_add_compared (self, region);
}

NqpClasses
nqp_session_get_classes (NqpSession *self)
{
  return self->classes;
}

void
nqp_session_set_classes (NqpSession *self, NqpClasses classes)
{
  if (classes == self->classes)
    return;
  self->classes = classes;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_OPTIONS);
}

int
nqp_session_get_from_year (NqpSession *self)
{
  return self->from_year;
}

void
nqp_session_set_from_year (NqpSession *self, int year)
{
  if (year == self->from_year)
    return;
  self->from_year = year;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_OPTIONS);
}

int
nqp_session_get_leaf (NqpSession *self)
{
  return self->tree != NULL && self->leaf_id != NULL ? nqp_tree_find (self->tree, self->leaf_id) : -1;
}

void
nqp_session_set_leaf (NqpSession *self, int leaf)
{
  if (self->panel == NULL || leaf >= self->tree->n_nodes || leaf == nqp_session_get_leaf (self))
    return;
  g_free (self->leaf_id);
  self->leaf_id = leaf >= 0 ? g_strdup (self->tree->nodes[leaf].id) : NULL;
  nqp_session_save_state_soon (self);
  nqp_session_touch (self, NQP_CHANGE_OPTIONS);
}

gboolean
nqp_session_get_presenting (NqpSession *self)
{
  return self->presenting;
}

void
nqp_session_set_presenting (NqpSession *self, gboolean presenting)
{
  if (presenting == self->presenting)
    return;
  self->presenting = presenting;
  nqp_session_touch (self, NQP_CHANGE_STYLE);
}

static void
look (NqpSession *self, NqpView *view)
{
  nqp_view_init (view, self->scores, self->layout, self->lang);
  view->measure = self->measure;
  view->year = self->year;
  view->focus = self->focus;
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] != self->focus)
      view->compared[view->n_compared++] = self->compared[i];
  view->classes = self->classes;
  if (self->from_year != 0 && nqp_panel_find_year (self->panel, self->from_year) >= 0)
    {
      view->options.set |= NQP_OPTION_BIT (FROM);
      view->options.from = self->from_year;
    }
  view->leaf = nqp_session_get_leaf (self);
  view->framework = self->framework;
  view->entry = self->entry;
  view->entry_hover = self->entry_hover;
  view->lit = self->lit;
  view->depth = self->depth;
  view->live = self->live;
  view->uncertainty = self->robustness.uncertainty;
  view->sensitivity = self->robustness.sensitivity;
  view->alternatives = self->robustness.alternatives;
  view->stale = self->robustness_stale;
}

void
nqp_session_forget_snapshots (NqpSession *self)
{
  if (self->snapshot != NULL)
    g_ptr_array_add (self->seen, g_steal_pointer (&self->snapshot));
  if (self->assumed_snapshot != NULL)
    g_ptr_array_add (self->seen, g_steal_pointer (&self->assumed_snapshot));
}

NqpSnapshot *
nqp_session_get_snapshot (NqpSession *self, gboolean assumed)
{
  NqpScores *scores;
  NqpSnapshot **snapshot = assumed ? &self->assumed_snapshot : &self->snapshot;

  g_return_val_if_fail (self->panel != NULL, NULL);

  nqp_session_ensure_scores (self);
  nqp_session_check_robustness (self);
  scores = assumed ? nqp_session_get_assumed_scores (self) : self->scores;
  if (scores == self->scores)
    snapshot = &self->snapshot;
  if (*snapshot == NULL)
    {
      NqpView view;
      NqpStyle style;

      look (self, &view);
      if (scores != self->scores)
        {
          view.before = self->scores;
          view.scores = scores;
        }
      nqp_session_get_style (self, &style);
      *snapshot = nqp_snapshot_new (&view, &style);
    }
  return *snapshot;
}

void
nqp_session_get_view (NqpSession *self, NqpView *view)
{
  g_return_if_fail (self->panel != NULL);

  *view = *nqp_snapshot_get_view (nqp_session_get_snapshot (self, FALSE));
}

void
nqp_session_get_style (NqpSession *self, NqpStyle *style)
{
  const double scale = self->presenting ? PRESENTATION_SCALE : 1;

  nqp_style_init (style, self->style_kind, scale * self->style_scale);
  if (self->style_family[0] != '\0')
    g_strlcpy (style->family, self->style_family, sizeof style->family);
}

void
nqp_session_set_style (NqpSession *self, NqpStyleKind kind, double scale, const char *family)
{
  if (family == NULL)
    family = "";
  if (self->style_kind == kind && self->style_scale == scale && strcmp (self->style_family, family) == 0)
    return;
  self->style_kind = kind;
  self->style_scale = scale;
  g_strlcpy (self->style_family, family, sizeof self->style_family);
  nqp_session_touch (self, NQP_CHANGE_STYLE);
}
