/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-workspace-private.h"

/* What is looked at: measure, year, regions, and how the screen looks. */

#define PLAY_INTERVAL_MS 900
#define PRESENTATION_SCALE 1.6

int
nqp_workspace_get_measure (NqpWorkspace *self)
{
  return self->measure;
}

void
nqp_workspace_set_measure (NqpWorkspace *self, int node)
{
  if (self->panel == NULL || node < 0 || node >= self->tree->n_nodes || node == self->measure)
    return;
  self->measure = node;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_MEASURE);
}

int
nqp_workspace_get_year (NqpWorkspace *self)
{
  return self->year;
}

void
nqp_workspace_set_year (NqpWorkspace *self, int year)
{
  if (self->panel == NULL || self->panel->n_years == 0)
    return;
  year = CLAMP (year, 0, self->panel->n_years - 1);
  if (year == self->year)
    return;
  self->year = year;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_YEAR);
}

void
nqp_workspace_step_year (NqpWorkspace *self, int step)
{
  nqp_workspace_set_year (self, self->year + step);
}

gboolean
nqp_workspace_get_playing (NqpWorkspace *self)
{
  return self->play_id != 0;
}

static gboolean
on_play (gpointer user_data)
{
  NqpWorkspace *self = user_data;

  nqp_workspace_step_year (self, 1);
  if (self->year < self->panel->n_years - 1)
    return G_SOURCE_CONTINUE;
  self->play_id = 0;
  nqp_workspace_touch (self, NQP_CHANGE_PLAY);
  return G_SOURCE_REMOVE;
}

void
nqp_workspace_set_playing (NqpWorkspace *self, gboolean playing)
{
  if (playing == (self->play_id != 0) || (playing && (self->panel == NULL || self->panel->n_years < 2)))
    return;
  if (playing)
    {
      if (self->year == self->panel->n_years - 1)
        nqp_workspace_set_year (self, 0);
      self->play_id = g_timeout_add (PLAY_INTERVAL_MS, on_play, self);
    }
  else
    g_clear_handle_id (&self->play_id, g_source_remove);
  nqp_workspace_touch (self, NQP_CHANGE_PLAY);
}

int
nqp_workspace_get_focus (NqpWorkspace *self)
{
  return self->focus;
}

static gboolean
take_compared (NqpWorkspace *self, int region)
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
 * nqp_workspace_set_focus:
 * @region: -1 = none
 *
 * A compared region that becomes the focus leaves its place to the old focus.
 */
void
nqp_workspace_set_focus (NqpWorkspace *self, int region)
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
        nqp_workspace_touch (self, NQP_CHANGE_COMPARED);
        break;
      }
  self->focus = region;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_FOCUS);
}

void
nqp_workspace_walk (NqpWorkspace *self, int step)
{
  g_autofree int *order = NULL;
  int n, at = -1;

  if (self->panel == NULL || self->panel->n_regions == 0)
    return;
  nqp_workspace_ensure_scores (self);
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
      nqp_workspace_save_state_soon (self);
      nqp_workspace_touch (self, NQP_CHANGE_FOCUS);
    }
}

int
nqp_workspace_get_hover (NqpWorkspace *self)
{
  return self->hover;
}

void
nqp_workspace_set_hover (NqpWorkspace *self, int region)
{
  if (region == self->hover)
    return;
  self->hover = region;
  nqp_workspace_touch (self, NQP_CHANGE_HOVER);
}

int
nqp_workspace_get_n_compared (NqpWorkspace *self)
{
  return self->n_compared;
}

const int *
nqp_workspace_get_compared (NqpWorkspace *self)
{
  return self->compared;
}

void
nqp_workspace_add_compared (NqpWorkspace *self, int region)
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

      nqp_workspace_message (self, text, NULL, NULL);
      return;
    }
  self->compared[self->n_compared++] = region;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_COMPARED);
}

void
nqp_workspace_remove_compared (NqpWorkspace *self, int region)
{
  if (!take_compared (self, region))
    return;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_COMPARED);
}

void
nqp_workspace_toggle_compared (NqpWorkspace *self, int region)
{
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] == region)
      {
        nqp_workspace_remove_compared (self, region);
        return;
      }
  nqp_workspace_add_compared (self, region);
}

NqpClasses
nqp_workspace_get_classes (NqpWorkspace *self)
{
  return self->classes;
}

void
nqp_workspace_set_classes (NqpWorkspace *self, NqpClasses classes)
{
  if (classes == self->classes)
    return;
  self->classes = classes;
  nqp_workspace_save_state_soon (self);
  nqp_workspace_touch (self, NQP_CHANGE_OPTIONS);
}

gboolean
nqp_workspace_get_presenting (NqpWorkspace *self)
{
  return self->presenting;
}

void
nqp_workspace_set_presenting (NqpWorkspace *self, gboolean presenting)
{
  if (presenting == self->presenting)
    return;
  self->presenting = presenting;
  nqp_workspace_touch (self, NQP_CHANGE_STYLE);
}

void
nqp_workspace_get_view (NqpWorkspace *self, NqpView *view)
{
  g_return_if_fail (self->panel != NULL);

  nqp_workspace_ensure_scores (self);
  nqp_view_init (view, self->scores, self->layout, self->lang);
  view->measure = self->measure;
  view->year = self->year;
  view->focus = self->focus;
  view->n_compared = 0;
  for (int i = 0; i < self->n_compared; i++)
    if (self->compared[i] != self->focus)
      view->compared[view->n_compared++] = self->compared[i];
  view->classes = self->classes;
  view->framework = self->framework;
  view->entry = self->entry;
  view->entry_hover = self->entry_hover;
  view->lit = self->lit;
  view->depth = self->depth;
  view->live = self->live;
  nqp_workspace_check_robustness (self);
  view->uncertainty = self->robustness.uncertainty;
  view->sensitivity = self->robustness.sensitivity;
  view->alternatives = self->robustness.alternatives;
  view->stale = self->robustness_stale;
}

void
nqp_workspace_get_style (NqpWorkspace *self, NqpStyle *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  gboolean contrast = adw_style_manager_get_high_contrast (manager);
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font_name = NULL;
  double scale = self->presenting ? PRESENTATION_SCALE : 1;
  int dpi = 0;

  g_object_get (settings, "gtk-font-name", &font_name, "gtk-xft-dpi", &dpi, NULL);
  if (dpi > 0)
    scale *= CLAMP (dpi / 1024.0 / 96.0, 0.75, 3);
  nqp_style_init (style,
                  contrast ? (dark ? NQP_STYLE_CONTRAST_DARK : NQP_STYLE_CONTRAST)
                           : (dark ? NQP_STYLE_DARK : NQP_STYLE_LIGHT),
                  scale);
  if (font_name != NULL)
    {
      PangoFontDescription *font = pango_font_description_from_string (font_name);

      if (pango_font_description_get_family (font) != NULL)
        g_strlcpy (style->family, pango_font_description_get_family (font), sizeof style->family);
      pango_font_description_free (font);
    }
}
