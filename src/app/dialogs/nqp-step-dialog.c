/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-step-dialog.h"

#include <glib/gi18n.h>

#include "nqp-chart.h"
#include "nqp-framework-edits.h"
#include "nqp-words-dialog.h"

typedef struct
{
  NqpSession *session;
  gboolean add;
  int step;                                          /* edited, or the one before a new one */
  int lesson_name, name, text, question, discussion; /* fields; -1 = none */
  GtkDropDown *chart;
  GtkCheckButton *here;   /* remember what the window shows */
  char *highlight, *view; /* as they were */
  NqpStepWritten written;
  GObject *owner;
} Asked;

/* What a step may show beside its words: nothing, or a chart of the data. */
static const char *const charts[] = { "",
                                      "map.choropleth",
                                      "map.tiles",
                                      "ranking.bars",
                                      "profile.radar",
                                      "profile.strengths",
                                      "compare.bars",
                                      "compare.parallel",
                                      "trends.lines" };

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->owner);
  g_object_unref (asked->session);
  g_free (asked->highlight);
  g_free (asked->view);
  g_free (asked);
}

/* The view line of what the window shows now. */
static char *
view_of_now (NqpSession *session, const char *chart)
{
  NqpView view;
  GString *line = g_string_new (NULL);
  const NqpPanel *panel = nqp_session_get_panel (session);

  nqp_session_get_view (session, &view);
  if (*chart != '\0')
    g_string_append_printf (line, "chart=%s ", chart);
  g_string_append_printf (line, "measure=%s year=%d", view.scores->tree->nodes[view.measure].id,
                          panel->years[view.year]);
  if (view.focus >= 0)
    {
      g_string_append_printf (line, " regions=%s", panel->places[view.focus].code);
      for (int i = 0; i < view.n_compared; i++)
        g_string_append_printf (line, ",%s", panel->places[view.compared[i]].code);
    }
  return g_string_free (line, FALSE);
}

static gboolean
on_accepted (NqpWordsDialog *dialog, gpointer user_data)
{
  Asked *asked = user_data;
  NqpFramework *framework = nqp_session_get_framework (asked->session);
  const NqpEntry *entry = nqp_framework_entry (framework, nqp_session_get_entry (asked->session));
  NqpStepTexts texts = { .lesson_name = { NULL, NULL } };
  gboolean done = FALSE;
  int at = asked->step;

  if (asked->lesson_name >= 0)
    texts.lesson_name = nqp_words_dialog_get (dialog, asked->lesson_name);
  texts.name = nqp_words_dialog_get (dialog, asked->name);
  texts.text = nqp_words_dialog_get (dialog, asked->text);
  texts.question = nqp_words_dialog_get (dialog, asked->question);
  texts.discussion = nqp_words_dialog_get (dialog, asked->discussion);
  if (gtk_check_button_get_active (asked->here))
    {
      texts.view = view_of_now (asked->session, charts[gtk_drop_down_get_selected (asked->chart)]);
      texts.highlight = g_strdup (entry != NULL ? entry->id : "");
    }
  else
    {
      texts.view = g_strdup (asked->view);
      texts.highlight = g_strdup (asked->highlight);
    }

  if (texts.name.en == NULL && texts.name.zh == NULL)
    nqp_words_dialog_tell (dialog, _ ("A name is needed in one language at least."));
  else if (asked->lesson_name >= 0 && texts.lesson_name.en == NULL && texts.lesson_name.zh == NULL)
    nqp_words_dialog_tell (dialog, _ ("The lesson needs a name in one language at least."));
  else if (asked->add)
    {
      at = nqp_framework_edit_add_step (asked->session, asked->step, &texts);
      done = at >= 0;
    }
  else
    done = nqp_framework_edit_step (asked->session, asked->step, &texts);
  nqp_step_texts_clear (&texts);
  if (done && asked->written != NULL && asked->owner != NULL)
    asked->written (at, asked->owner);
  return done;
}

static void
add_view (NqpWordsDialog *dialog, Asked *asked, const char *chart)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkStringList *names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      const NqpChart *known = nqp_chart_find (charts[i]);

      gtk_string_list_append (names, known != NULL ? _ (known->name) : C_ ("chart", "None"));
      if (g_strcmp0 (charts[i], chart) == 0)
        selected = i;
    }
  asked->chart = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_drop_down_set_selected (asked->chart, selected);
  gtk_widget_set_valign (GTK_WIDGET (asked->chart), GTK_ALIGN_CENTER);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What the Window Shows"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Picture"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (asked->chart));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (asked->chart));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  row = adw_action_row_new ();
  asked->here = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (asked->here, asked->add);
  gtk_widget_set_valign (GTK_WIDGET (asked->here), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Remember the view of now"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      _ ("This picture with the measure, year, regions and concept chosen in the window"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (asked->here));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (asked->here));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  nqp_words_dialog_add_widget (dialog, group);
}

static Asked *
ask (NqpWordsDialog *dialog, NqpSession *session, const NqpLessonStep *step, gboolean name_lesson)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->session = g_object_ref (session);
  asked->lesson_name = name_lesson ? nqp_words_dialog_add_name (dialog, _ ("Name of the Lesson"),
                                                                step != NULL ? &step->lesson_name : NULL)
                                   : -1;
  asked->name = nqp_words_dialog_add_name (dialog, _ ("Name of the Step"), step != NULL ? &step->name : NULL);
  asked->text = nqp_words_dialog_add_text (dialog, _ ("Text"), step != NULL ? &step->text : NULL);
  asked->question = nqp_words_dialog_add_text (dialog, _ ("Question"), step != NULL ? &step->question : NULL);
  asked->discussion
      = nqp_words_dialog_add_text (dialog, _ ("Discussion"), step != NULL ? &step->discussion : NULL);
  asked->highlight = g_strdup (step != NULL ? step->highlight : "");
  asked->view = g_strdup (step != NULL ? step->view : "");
  return asked;
}

void
nqp_step_dialog_edit (GtkWidget *parent, NqpSession *session, int step)
{
  const NqpLessonStep *edited = nqp_framework_step (nqp_session_get_framework (session), step);
  NqpWordsDialog *dialog = nqp_words_dialog_new (parent, _ ("Edit Step"), _ ("Keep"));
  g_autofree char *chart = nqp_lesson_step_view (edited, "chart");
  Asked *asked = ask (dialog, session, edited, TRUE);

  asked->step = step;
  add_view (dialog, asked, chart);
  nqp_words_dialog_run (dialog, on_accepted, asked, asked_free);
}

void
nqp_step_dialog_add (GtkWidget *parent, NqpSession *session, int after, const char *chart,
                     NqpStepWritten written, GObject *owner)
{
  NqpWordsDialog *dialog
      = nqp_words_dialog_new (parent, after >= 0 ? _ ("New Step") : _ ("New Lesson"), _ ("Add"));
  Asked *asked = ask (dialog, session, NULL, after < 0);

  asked->add = TRUE;
  asked->step = after;
  asked->written = written;
  g_set_weak_pointer (&asked->owner, owner);
  add_view (dialog, asked, chart);
  nqp_words_dialog_run (dialog, on_accepted, asked, asked_free);
}
