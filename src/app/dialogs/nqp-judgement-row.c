/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-judgement-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-ahp.h"
#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-range-parts.h"

struct _NqpJudgementRow
{
  AdwBin parent_instance;

  char *a, *b;
  gboolean pending; /* previewed, not judged yet */
  NqpHold hold;     /* of the scale */

  GtkWidget *box, *name_a, *name_b, *scale, *words;
};

enum
{
  SIGNAL_PREVIEW,
  SIGNAL_JUDGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpJudgementRow, nqp_judgement_row, ADW_TYPE_BIN)

/* ---- value and place on the slider: 0 = equal, -8 = the left one is extremely more important ---------------------- */

static double
value_of_place (double place)
{
  return place <= 0 ? 1 - place : 1 / (1 + place);
}

static double
place_of_value (double value)
{
  return CLAMP (value >= 1 ? 1 - value : 1 / value - 1, -8, 8);
}

char *
nqp_judgement_to_screen (double value)
{
  char number[NQP_NUMBER_SIZE];
  double whole = value >= 1 ? value : 1 / value;

  if (fabs (whole - round (whole)) > 1e-6)
    return g_strdup (nqp_number_to_screen (value, 2, number));
  if (value >= 1)
    return g_strdup_printf ("%.0f", whole);
  return g_strdup_printf ("1/%.0f", whole);
}

static char *
describe (NqpJudgementRow *self, double value)
{
  double whole = value >= 1 ? value : 1 / value;
  const char *word = nqp_ahp_word ((int)CLAMP (round (whole), 1, 9));
  g_autofree char *number = nqp_judgement_to_screen (whole);

  if (fabs (value - 1) < 1e-9)
    /* Translators: a judgement in words, and its number on Saaty's scale */
    return g_strdup_printf (_ ("%s (%s)"), word, number);
  /* Translators: the name of a part, how much more important it is in words, and the number on Saaty's scale */
  return g_strdup_printf (_ ("%s: %s (%s)"), value > 1 ? self->a : self->b, word, number);
}

static void
show_words (NqpJudgementRow *self, double value)
{
  g_autofree char *text = describe (self, value);

  gtk_label_set_text (GTK_LABEL (self->words), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  nqp_widget_set_class (self->name_a, "stronger", value > 1 + 1e-9);
  nqp_widget_set_class (self->name_b, "stronger", value < 1 - 1e-9);
}

void
nqp_judgement_row_show (NqpJudgementRow *self, double value, gboolean worst)
{
  nqp_widget_set_class (self->box, "worst", worst);
  if (self->pending)
    return;
  nqp_control_show_number (self->scale, place_of_value (value), self);
  show_words (self, value);
}

/* ---- moving --------------------------------------------------------------------------------------------------- */

static double
get_value (NqpJudgementRow *self)
{
  return value_of_place (round (gtk_range_get_value (GTK_RANGE (self->scale))));
}

static void
let_go (gpointer row)
{
  NqpJudgementRow *self = row;

  if (!self->pending)
    return;
  self->pending = FALSE;
  g_signal_emit (self, signals[SIGNAL_JUDGED], 0, get_value (self));
}

static void
on_value_changed (NqpJudgementRow *self)
{
  show_words (self, get_value (self));
  self->pending = TRUE;
  if (nqp_hold_is_down (&self->hold))
    g_signal_emit (self, signals[SIGNAL_PREVIEW], 0, get_value (self));
  else
    let_go (self);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_judgement_row_finalize (GObject *object)
{
  NqpJudgementRow *self = NQP_JUDGEMENT_ROW (object);

  g_free (self->a);
  g_free (self->b);
  G_OBJECT_CLASS (nqp_judgement_row_parent_class)->finalize (object);
}

static void
nqp_judgement_row_class_init (NqpJudgementRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nqp_judgement_row_finalize;
  signals[SIGNAL_PREVIEW] = g_signal_new ("preview", NQP_TYPE_JUDGEMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_JUDGED] = g_signal_new ("judged", NQP_TYPE_JUDGEMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-judgement-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpJudgementRow, box);
  gtk_widget_class_bind_template_child (widget_class, NqpJudgementRow, name_a);
  gtk_widget_class_bind_template_child (widget_class, NqpJudgementRow, name_b);
  gtk_widget_class_bind_template_child (widget_class, NqpJudgementRow, scale);
  gtk_widget_class_bind_template_child (widget_class, NqpJudgementRow, words);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
}

static void
nqp_judgement_row_init (NqpJudgementRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scale_add_mark (GTK_SCALE (self->scale), 0, GTK_POS_BOTTOM, NULL);
  nqp_hold_init (&self->hold, GTK_RANGE (self->scale), let_go, self);
  nqp_label_tell_when_cut (self->name_a);
  nqp_label_tell_when_cut (self->name_b);
}

GtkWidget *
nqp_judgement_row_new (const char *a, const char *b)
{
  NqpJudgementRow *self = g_object_new (NQP_TYPE_JUDGEMENT_ROW, NULL);

  self->a = g_strdup (a);
  self->b = g_strdup (b);
  gtk_label_set_text (GTK_LABEL (self->name_a), a);
  gtk_label_set_text (GTK_LABEL (self->name_b), b);
  /* Translators: two parts that are compared; a name for assistive technology */
  nqp_widget_call (self->scale, _ ("%s against %s"), a, b);
  nqp_judgement_row_show (self, 1, FALSE);
  return GTK_WIDGET (self);
}
