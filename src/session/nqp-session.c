/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-drafts.h"
#include "nqp-words.h"
#include "nqp-session-private.h"

#define STATE_DELAY_MS 400

enum
{
  CHANGED,
  MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpSession, nqp_session, G_TYPE_OBJECT)

/* ---- one signal a frame ------------------------------------------------------------------------------------ */

static gboolean
flush (gpointer user_data)
{
  NqpSession *self = user_data;
  guint flags = self->pending;

  self->flush_id = 0;
  self->pending = 0;
  g_ptr_array_set_size (self->seen, 0);
  nqp_session_ensure_scores (self);
  nqp_session_check_robustness (self);
  flags |= self->pending;
  self->pending = 0;
  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_object_ref (self);
  g_signal_emit (self, signals[CHANGED], 0, flags);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

/* Runs after the events that are already here (G_PRIORITY_DEFAULT), before a toolkit paints the next frame (GTK:
 * G_PRIORITY_HIGH_IDLE and what follows it). */
void
nqp_session_touch (NqpSession *self, guint flags)
{
  self->pending |= flags;
  if (flags & ~(NQP_CHANGE_HOVER | NQP_CHANGE_PLAY | NQP_CHANGE_PROGRESS | NQP_CHANGE_HISTORY))
    nqp_session_forget_snapshots (self);
  if (self->flush_id == 0)
    self->flush_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE - 10, flush, self, NULL);
}

void
nqp_session_message (NqpSession *self, const char *text, const char *action_label, const char *action_name)
{
  g_signal_emit (self, signals[MESSAGE], 0, text, action_label, action_name);
}

/* ---- remembered with the project ----------------------------------------------------------------------------- */

static void
save_state_now (NqpSession *self)
{
  g_autoptr (GString) codes = NULL;
  char number[16];

  g_clear_handle_id (&self->state_id, g_source_remove);
  if (self->project == NULL || self->panel == NULL || !self->remembers)
    return;
  nqp_project_set_state (self->project, "measure", self->tree->nodes[self->measure].id);
  g_snprintf (number, sizeof number, "%d", self->panel->n_years > 0 ? self->panel->years[self->year] : 0);
  nqp_project_set_state (self->project, "year", number);
  nqp_project_set_state (self->project, "focus",
                         self->focus >= 0 ? self->panel->places[self->focus].code : "");
  codes = g_string_new (NULL);
  for (int i = 0; i < self->n_compared; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? "\n" : "", self->panel->places[self->compared[i]].code);
  nqp_project_set_state (self->project, "compared", codes->str);
  g_snprintf (number, sizeof number, "%d", (int)self->classes);
  nqp_project_set_state (self->project, "classes", number);
  g_snprintf (number, sizeof number, "%d", self->from_year);
  nqp_project_set_state (self->project, "from", number);
  nqp_project_set_state (self->project, "leaf", self->leaf_id != NULL ? self->leaf_id : "");
  nqp_session_save_theory (self);
}

static gboolean
on_save_state (gpointer user_data)
{
  NqpSession *self = user_data;

  self->state_id = 0;
  save_state_now (self);
  return G_SOURCE_REMOVE;
}

void
nqp_session_save_state_soon (NqpSession *self)
{
  if (self->state_id == 0 && self->project != NULL)
    self->state_id = g_timeout_add (STATE_DELAY_MS, on_save_state, self);
}

char *
nqp_session_get_state (NqpSession *self, const char *key)
{
  return self->project != NULL ? nqp_project_get_state (self->project, key) : NULL;
}

void
nqp_session_set_state (NqpSession *self, const char *key, const char *value)
{
  if (self->project != NULL)
    nqp_project_set_state (self->project, key, value);
}

static int
find_region (NqpSession *self, const char *code)
{
  int place = code != NULL && *code != '\0' ? nqp_panel_find_place (self->panel, code) : -1;

  return place < self->panel->n_regions ? place : -1;
}

int
nqp_session_best_region (NqpSession *self)
{
  g_autofree int *order = NULL;

  if (nqp_session_get_scores (self) == NULL || self->panel->n_regions == 0)
    return -1;
  order = g_new (int, self->panel->n_regions);
  nqp_scores_order (self->scores, self->measure, self->year, order);
  return order[0];
}

static void
load_state (NqpSession *self)
{
  g_autofree char *measure = nqp_project_get_state (self->project, "measure");
  g_autofree char *year = nqp_project_get_state (self->project, "year");
  g_autofree char *focus = nqp_project_get_state (self->project, "focus");
  g_autofree char *compared = nqp_project_get_state (self->project, "compared");
  g_autofree char *classes = nqp_project_get_state (self->project, "classes");
  g_autofree char *from = nqp_project_get_state (self->project, "from");
  int found;

  g_free (self->leaf_id);
  self->leaf_id = nqp_project_get_state (self->project, "leaf");
  found = measure != NULL ? nqp_tree_find (self->tree, measure) : -1;
  self->measure = MAX (found, 0);
  found = year != NULL ? nqp_panel_find_year (self->panel, atoi (year)) : -1;
  self->year = found >= 0 ? found : MAX (self->panel->n_years - 1, 0);
  self->focus = focus != NULL ? find_region (self, focus) : nqp_session_best_region (self);
  self->n_compared = 0;
  if (compared != NULL)
    {
      g_auto (GStrv) codes = g_strsplit (compared, "\n", -1);

      for (int i = 0; codes[i] != NULL && self->n_compared < NQP_MAX_COMPARED; i++)
        if ((found = find_region (self, codes[i])) >= 0)
          self->compared[self->n_compared++] = found;
    }
  self->from_year = from != NULL ? atoi (from) : 0;
  self->classes
      = classes != NULL ? (NqpClasses)CLAMP (atoi (classes), 0, NQP_N_CLASSES - 1) : NQP_CLASSES_QUANTILE;
}

/* ---- computing ------------------------------------------------------------------------------------------------ */

/* Scores follow tree, method and panel; computed when somebody looks, at most once a frame. */
void
nqp_session_ensure_scores (NqpSession *self)
{
  g_autoptr (GError) error = NULL;
  NqpScores *scores;

  if (!self->stale || self->panel == NULL)
    return;
  self->stale = FALSE;
  scores = nqp_pipeline_run (self->document->pipeline, self->panel, self->tree, &self->method, &error);
  if (g_error_matches (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING))
    scores = nqp_pipeline_run_nothing (self->document->pipeline, self->panel, self->tree, &self->method);
  if (scores == NULL)
    {
      nqp_session_message (self, error->message, NULL, NULL);
      return;
    }
  g_clear_pointer (&self->scores, nqp_scores_unref);
  self->scores = scores;
  nqp_tree_unref (self->tree);
  self->tree = nqp_tree_ref (scores->tree);
}

void
nqp_session_invalidate (NqpSession *self)
{
  self->stale = TRUE;
  nqp_session_touch (self, NQP_CHANGE_SCORES);
}

/* ---- project -------------------------------------------------------------------------------------------------- */

static void
forget_project (NqpSession *self)
{
  nqp_session_finish_edits (self);
  save_state_now (self);
  nqp_session_forget_snapshots (self);
  nqp_session_set_playing (self, FALSE);
  nqp_session_end_watch (self);
  nqp_session_forget_theory (self);
  nqp_session_forget_what_if (self);
  nqp_session_forget_robustness (self);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  g_clear_pointer (&self->scores, nqp_scores_unref);
  g_clear_pointer (&self->drag_scores, nqp_scores_unref);
  nqp_session_note_outcome (self, NULL);
  g_clear_pointer (&self->tree, nqp_tree_unref);
  g_clear_pointer (&self->layout, nqp_map_layout_unref);
  g_clear_pointer (&self->panel, nqp_panel_unref);
  self->project = NULL;
  g_clear_pointer (&self->document, nqp_document_free);
  g_clear_pointer (&self->file_title, g_free);
  g_clear_pointer (&self->leaf_id, g_free);
  self->measure = self->year = self->n_compared = 0;
  self->focus = self->hover = -1;
  self->stale = self->dragging = self->remembers = FALSE;
}

void
nqp_session_show_document (NqpSession *self)
{
  const NqpContents *now = &self->document->now;
  g_autoptr (NqpPanel) panel = self->panel;
  g_autoptr (NqpTree) tree = self->tree;

  g_clear_pointer (&self->scores, nqp_scores_unref);
  self->panel = nqp_panel_ref (now->panel);
  self->tree = nqp_tree_ref (now->tree);
  self->scores = nqp_scores_ref (now->scores);
  self->method = now->method;
  self->stale = FALSE;
  nqp_session_move (self, panel, tree);
  if (self->dragging)
    nqp_session_rebase_drag (self);
}

static void
adopt (NqpSession *self, NqpProjectParts parts)
{
  const NqpMapLayout *map = self->layout;

  if (parts & (NQP_PROJECT_DATA | NQP_PROJECT_WEIGHTS))
    nqp_session_show_document (self);
  if ((parts & NQP_PROJECT_OUTLINES) && map != NULL && map == self->layout)
    nqp_session_make_map (self);
  if (parts & NQP_PROJECT_FRAMEWORK)
    nqp_session_adopt_framework (self);
  if (parts & (NQP_PROJECT_SCENARIOS | NQP_PROJECT_DATA))
    nqp_session_adopt_scenarios (self);
  if (parts & (NQP_PROJECT_SCHEMES | NQP_PROJECT_DATA))
    {
      g_clear_pointer (&self->schemes, g_ptr_array_unref);
      self->schemes = g_ptr_array_ref (self->document->now.schemes);
    }
}

void
nqp_session_adopt (NqpSession *self)
{
  gboolean taken_in = FALSE;
  NqpProjectParts parts = nqp_document_take_changes (self->document, &taken_in);

  adopt (self, parts);
  nqp_session_touch (self, nqp_session_changes_of (parts));
  if (taken_in)
    nqp_session_message (self, _ ("Changes made in another window are taken in"), NULL, NULL);
}

/* What a drag or an entry showed gives way to what is there, also if the edit was refused. */
gboolean
nqp_session_after (NqpSession *self, gboolean done)
{
  nqp_session_adopt (self);
  if (!done)
    nqp_session_touch (self, NQP_CHANGE_SCORES);
  return done;
}

gboolean
nqp_session_say (NqpSession *self, gboolean done, GError **error)
{
  nqp_session_after (self, done);
  if (*error != NULL)
    nqp_session_message (self, (*error)->message, NULL, NULL);
  return done;
}

gboolean
nqp_session_open (NqpSession *self, const char *path, GError **error)
{
  /* What cannot be shown is not opened: read everything before the old project goes. */
  g_autoptr (NqpDocument) document = nqp_document_open (path, self->lang, error);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (GError) layout_error = NULL;

  if (document == NULL)
    return FALSE;
  boundaries = nqp_project_read_boundaries (document->project, error);
  if (boundaries == NULL)
    return FALSE;

  forget_project (self);
  self->document = g_steal_pointer (&document);
  self->project = self->document->project;
  adopt (self, NQP_PROJECT_ALL);
  self->layout = nqp_map_layout_new (self->panel, boundaries, &layout_error);
  g_clear_pointer (&boundaries, nqp_boundaries_unref); /* the layout has outlines of its own */
  {
    g_autofree char *name = nqp_words_basename (nqp_project_path (self->project));

    self->file_title
        = g_str_has_suffix (name, ".nqp") ? g_strndup (name, strlen (name) - 4) : g_strdup (name);
  }
  load_state (self);
  nqp_session_load_theory (self);
  nqp_session_load_robustness (self);
  self->remembers = TRUE;
  nqp_session_begin_watch (self);
  nqp_session_touch (self, NQP_CHANGE_VIEW | NQP_CHANGE_HISTORY | NQP_CHANGE_FRAMEWORK | NQP_CHANGE_ENTRY
                               | NQP_CHANGE_SCENARIOS | NQP_CHANGE_WHAT_IF | NQP_CHANGE_ROBUSTNESS);
  if (layout_error != NULL)
    nqp_session_message (self, layout_error->message, NULL, NULL);
  return TRUE;
}

gboolean
nqp_session_open_sample (NqpSession *self, const char *id, GError **error)
{
  g_autofree char *path = nqp_drafts_from_sample (id, error);

  return path != NULL && nqp_session_open (self, path, error);
}

void
nqp_session_close (NqpSession *self)
{
  forget_project (self);
  nqp_session_touch (self, NQP_CHANGE_VIEW | NQP_CHANGE_HISTORY | NQP_CHANGE_FRAMEWORK | NQP_CHANGE_ENTRY
                               | NQP_CHANGE_SCENARIOS | NQP_CHANGE_WHAT_IF | NQP_CHANGE_ROBUSTNESS);
}

gboolean
nqp_session_has_project (NqpSession *self)
{
  return self->project != NULL;
}

NqpProject *
nqp_session_get_project (NqpSession *self)
{
  return self->project;
}

const char *
nqp_session_get_title (NqpSession *self)
{
  const char *title = self->panel != NULL ? nqp_panel_title (self->panel, self->lang) : "";

  return title != NULL && *title != '\0' ? title : self->file_title != NULL ? self->file_title : "";
}

const char *
nqp_session_get_read_only (NqpSession *self)
{
  return self->project != NULL ? nqp_read_only_words (nqp_project_why_read_only (self->project)) : NULL;
}

gboolean
nqp_session_may_copy (NqpSession *self)
{
  return self->project != NULL && !nqp_project_is_newer (self->project);
}

NqpPanel *
nqp_session_get_panel (NqpSession *self)
{
  return self->panel;
}

NqpScores *
nqp_session_get_scores (NqpSession *self)
{
  nqp_session_ensure_scores (self);
  return nqp_session_has_cells (self) ? self->scores : NULL;
}

gboolean
nqp_session_has_cells (NqpSession *self)
{
  return self->panel != NULL && self->panel->n_regions > 0 && self->panel->n_years > 0;
}

const char *
nqp_session_get_trouble (NqpSession *self)
{
  return self->document != NULL && self->document->now.trouble != NULL ? self->document->now.trouble->message
                                                                       : NULL;
}

const char *
nqp_session_get_no_score (NqpSession *self)
{
  return self->document != NULL && self->document->now.no_score != NULL
             ? self->document->now.no_score->message
             : NULL;
}

NqpTree *
nqp_session_get_tree (NqpSession *self)
{
  nqp_session_ensure_scores (self);
  return self->tree;
}

const NqpMethod *
nqp_session_get_method (NqpSession *self)
{
  return self->panel != NULL ? &self->method : NULL;
}

NqpMapLayout *
nqp_session_get_layout (NqpSession *self)
{
  return self->layout;
}

NqpLang
nqp_session_get_lang (NqpSession *self)
{
  return self->lang;
}

/* ---- life ----------------------------------------------------------------------------------------------------- */

static void
nqp_session_dispose (GObject *object)
{
  NqpSession *self = NQP_SESSION (object);

  forget_project (self);
  g_clear_pointer (&self->seen, g_ptr_array_unref);
  g_clear_pointer (&self->robustness_run, nqp_long_run_free);
  g_clear_pointer (&self->edit_run, nqp_long_run_free);
  g_clear_handle_id (&self->flush_id, g_source_remove);
  G_OBJECT_CLASS (nqp_session_parent_class)->dispose (object);
}

static void
nqp_session_class_init (NqpSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_session_dispose;
  signals[CHANGED] = g_signal_new ("changed", NQP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MESSAGE] = g_signal_new ("message", NQP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
nqp_session_init (NqpSession *self)
{
  self->focus = self->hover = self->entry = self->entry_hover = self->lesson_step = -1;
  self->seen = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_snapshot_unref);
  self->style_kind = NQP_STYLE_LIGHT;
  self->style_scale = 1;
}

NqpSession *
nqp_session_new (NqpLang lang)
{
  NqpSession *self = g_object_new (NQP_TYPE_SESSION, NULL);

  self->lang = lang;
  return self;
}
