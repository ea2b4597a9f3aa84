/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-assume-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-plan.h"
#include "nqp-range-parts.h"
#include "nqp-typed-number.h"

/* Years at past pace that are marked. */
#define NEAR_YEARS 1
#define FAR_YEARS 3
/* A slider has about as many places to stand on. */
#define PLACES 200

struct _NqpAssumeRow
{
  AdwBin parent_instance;

  NqpSession *session;
  int leaf;
  double low, high; /* of any region, in the indicator's unit; NaN = no values */
  double current;   /* NaN = missing */
  double pace;      /* a year, > 0 = better; NaN = nobody ever improved */
  double shown;     /* as last written into the entry */
  gboolean touched;
  NqpHold hold; /* of the scale */

  GtkWidget *box, *name, *entry, *reset, *scale, *note;
};

G_DEFINE_FINAL_TYPE (NqpAssumeRow, nqp_assume_row, ADW_TYPE_BIN)

static const NqpIndicator *
get_indicator (NqpAssumeRow *self)
{
  return &nqp_session_get_panel (self->session)
              ->indicators[nqp_session_get_tree (self->session)->nodes[self->leaf].indicator];
}

static int
get_direction (NqpAssumeRow *self)
{
  return get_indicator (self)->direction >= 0 ? 1 : -1;
}

static const char *
get_unit (NqpAssumeRow *self)
{
  const char *unit = nqp_text_get (&get_indicator (self)->unit, nqp_session_get_lang (self->session));

  return unit != NULL ? unit : "";
}

static double
after_years (NqpAssumeRow *self, int years)
{
  return self->current + get_direction (self) * years * self->pace;
}

/* ---- one action from press to release ------------------------------------------------------------------------- */

static double
tolerance (NqpAssumeRow *self)
{
  /* what rounding to the slider's digits moves a value by */
  return 0.5001 * pow (10, -gtk_scale_get_digits (GTK_SCALE (self->scale)));
}

static void
let_go (gpointer row)
{
  NqpAssumeRow *self = row;

  if (!self->touched)
    return;
  self->touched = FALSE;
  nqp_session_keep_assumed (self->session);
}

static void
on_value_changed (NqpAssumeRow *self)
{
  double value = gtk_range_get_value (GTK_RANGE (self->scale));

  if (fabs (value - self->current) <= tolerance (self))
    value = NAN;
  nqp_session_assume (self->session, self->leaf, value);
  self->touched = TRUE;
  if (!nqp_hold_is_down (&self->hold))
    let_go (self);
}

static void
on_reset (NqpAssumeRow *self)
{
  nqp_session_assume (self->session, self->leaf, NAN);
  nqp_session_keep_assumed (self->session);
  gtk_widget_grab_focus (self->scale); /* the button is about to go */
}

/* ---- number --------------------------------------------------------------------------------------------------- */

static void
show_number (NqpAssumeRow *self)
{
  char number[NQP_NUMBER_SIZE];
  g_autofree char *text = NULL;

  nqp_number_to_screen_auto (self->shown, number);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
  text = g_strdup_printf ("%s %s", number, get_unit (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  g_strchomp (text), -1);
}

static void
commit_entry (NqpAssumeRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  char number[NQP_NUMBER_SIZE];
  double value;

  if (g_strcmp0 (text, nqp_number_to_screen_auto (self->shown, number)) == 0)
    return;
  if (!nqp_typed_number (text, &value))
    {
      g_autofree char *message
          = g_strdup_printf (_ ("“%s” is not a number; leave it empty for the value there is."), text);

      gtk_widget_error_bell (self->entry);
      nqp_session_message (self->session, message, NULL, NULL);
      show_number (self);
      return;
    }
  if (value == self->current)
    value = NAN;
  nqp_session_assume (self->session, self->leaf, value);
  nqp_session_keep_assumed (self->session);
  show_number (self); /* the value in force; a new one arrives with the next change */
}

static gboolean
on_entry_key (NqpAssumeRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_number (self);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return GDK_EVENT_STOP;
}

/* ---- showing the session ------------------------------------------------------------------------------------ */

static void
append_line (NqpAssumeRow *self, GString *text, const char *what, double value)
{
  char number[NQP_NUMBER_SIZE];

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s %s %s", what, nqp_number_to_screen_auto (value, number), get_unit (self));
}

static char *
describe_marks (NqpAssumeRow *self)
{
  GString *text = g_string_new (NULL);

  if (!isnan (self->current))
    append_line (self, text, _ ("Mark above: as it is,"), self->current);
  if (!isnan (self->current) && self->pace > 0)
    {
      append_line (self, text, _ ("Marks below: after one year at past pace,"),
                   after_years (self, NEAR_YEARS));
      append_line (self, text, _ ("and after three years,"), after_years (self, FAR_YEARS));
    }
  append_line (self, text, _ ("Lowest of any region:"), self->low);
  append_line (self, text, _ ("Highest of any region:"), self->high);
  return g_string_free (text, FALSE);
}

static gboolean
on_scale_tooltip (NqpAssumeRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;

  if (isnan (self->low))
    return FALSE;
  text = describe_marks (self);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
add_mark (NqpAssumeRow *self, double value, GtkPositionType at)
{
  GtkAdjustment *bounds = gtk_range_get_adjustment (GTK_RANGE (self->scale));

  if (value >= gtk_adjustment_get_lower (bounds) && value <= gtk_adjustment_get_upper (bounds))
    gtk_scale_add_mark (GTK_SCALE (self->scale), value, at, NULL);
}

/* The slider reaches from the worst to the best there was, and to what is assumed should that lie beyond. */
static void
set_bounds (NqpAssumeRow *self, double assumed)
{
  double low = self->low, high = self->high, step;

  low = fmin (low, fmin (self->current, assumed)); /* fmin and fmax pass over NaN */
  high = fmax (high, fmax (self->current, assumed));
  if (!(high > low))
    return;
  step = (high - low) / PLACES;
  gtk_scale_set_digits (GTK_SCALE (self->scale), (int)CLAMP (ceil (-log10 (step)), 0, 12));
  gtk_adjustment_configure (gtk_range_get_adjustment (GTK_RANGE (self->scale)),
                            gtk_range_get_value (GTK_RANGE (self->scale)), low, high, 2 * step, 20 * step, 0);
}

static void
set_note (NqpAssumeRow *self, double assumed)
{
  GString *text = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];

  if (isnan (self->current))
    g_string_append (text, _ ("No data"));
  else
    /* Translators: the value there is, with its unit */
    g_string_append_printf (text, _ ("Now %s %s"), nqp_number_to_screen_auto (self->current, number),
                            get_unit (self));
  if (isnan (self->current) && *get_unit (self) != '\0')
    g_string_append_printf (text, _ (" (%s)"), get_unit (self));
  if (get_direction (self) < 0)
    g_string_append_printf (text, " · %s", _ ("less is better"));
  if (assumed < self->low || assumed > self->high)
    g_string_append_printf (text, " · %s", _ ("beyond what any region had"));
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->note)), text->str) != 0)
    gtk_label_set_text (GTK_LABEL (self->note), text->str);
  g_string_free (text, TRUE);
}

static void
update_names (NqpAssumeRow *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const char *name = nqp_text_get (&tree->nodes[self->leaf].name, nqp_session_get_lang (self->session));
  g_autofree char *reset = NULL;

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->name)), name) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->name), name);
  /* Translators: names for assistive technology; %s is an indicator */
  nqp_widget_call (self->scale, _ ("Assumed value of %s"), name);
  nqp_widget_call (self->entry, _ ("Assumed number of %s"), name);
  reset = g_strdup_printf (_ ("Reset %s to the value there is"), name);
  nqp_widget_call (self->reset, "%s", reset);
  gtk_widget_set_tooltip_text (self->reset, reset);
}

static void
update_data (NqpAssumeRow *self, double assumed)
{
  NqpScores *scores = nqp_session_get_scores (self->session);
  int year = nqp_session_get_year (self->session);
  int region = nqp_session_get_focus (self->session);
  g_autofree char *marks = NULL;

  update_names (self);
  nqp_scores_range (scores, self->leaf, year, &self->low, &self->high);
  self->current = scores->x[scores->tree->nodes[self->leaf].indicator]
                           [(gsize)year * (gsize)scores->n_regions + (gsize)region];
  self->pace = nqp_plan_pace (scores, self->leaf, region);
  set_bounds (self, assumed);
  gtk_scale_clear_marks (GTK_SCALE (self->scale));
  add_mark (self, self->current, GTK_POS_TOP);
  if (self->pace > 0)
    {
      add_mark (self, after_years (self, NEAR_YEARS), GTK_POS_BOTTOM);
      add_mark (self, after_years (self, FAR_YEARS), GTK_POS_BOTTOM);
    }
  marks = describe_marks (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, marks,
                                  -1);
  gtk_widget_set_sensitive (self->scale, self->high > self->low);
  self->shown = -INFINITY; /* the unit may be another */
}

void
nqp_assume_row_update (NqpAssumeRow *self, gboolean data)
{
  double assumed, value;

  g_return_if_fail (NQP_IS_ASSUME_ROW (self));

  nqp_control_block (self->scale, self);
  assumed = nqp_session_get_assumed (self->session, self->leaf);
  if (data)
    update_data (self, assumed);
  value = isnan (assumed) ? self->current : assumed;
  if (!self->hold.pointer)
    set_bounds (self, assumed);
  if (isnan (value)) /* a slider has to stand somewhere */
    gtk_range_set_value (GTK_RANGE (self->scale), get_direction (self) > 0 ? self->low : self->high);
  else
    gtk_range_set_value (GTK_RANGE (self->scale), value);
  nqp_control_unblock (self->scale, self);
  if (!nqp_number_same (value, self->shown))
    {
      self->shown = value;
      show_number (self);
    }
  set_note (self, assumed);
  nqp_widget_set_class (self->box, "assumed", !isnan (assumed));
  nqp_widget_set_class (self->box, "missing", isnan (value));
  gtk_widget_set_sensitive (self->reset, !isnan (assumed));
  gtk_widget_set_opacity (self->reset, isnan (assumed) ? 0 : 1); /* keeps its place */
}

void
nqp_assume_row_focus (NqpAssumeRow *self)
{
  g_return_if_fail (NQP_IS_ASSUME_ROW (self));

  gtk_widget_grab_focus (self->scale);
}

/* ---- life ----------------------------------------------------------------------------------------------------- */

static void
nqp_assume_row_unmap (GtkWidget *widget)
{
  nqp_hold_end (&NQP_ASSUME_ROW (widget)->hold);
  GTK_WIDGET_CLASS (nqp_assume_row_parent_class)->unmap (widget);
}

static void
nqp_assume_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_ASSUME_ROW);
  g_clear_object (&NQP_ASSUME_ROW (object)->session);
  G_OBJECT_CLASS (nqp_assume_row_parent_class)->dispose (object);
}

static void
nqp_assume_row_class_init (NqpAssumeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_assume_row_dispose;
  widget_class->unmap = nqp_assume_row_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-assume-row.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, NqpAssumeRow, box);
  gtk_widget_class_bind_template_child (widget_class, NqpAssumeRow, name);
  gtk_widget_class_bind_template_child (widget_class, NqpAssumeRow, entry);
  gtk_widget_class_bind_template_child (widget_class, NqpAssumeRow, reset);
  gtk_widget_class_bind_template_child (widget_class, NqpAssumeRow, scale);
  gtk_widget_class_bind_template_child (widget_class, NqpAssumeRow, note);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, commit_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
}

static void
nqp_assume_row_init (NqpAssumeRow *self)
{
  self->low = self->high = self->current = self->pace = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_label_tell_when_cut (self->name);
  nqp_label_tell_when_cut (self->note);
  nqp_hold_init (&self->hold, GTK_RANGE (self->scale), let_go, self);
}

/**
 * nqp_assume_row_new:
 * @leaf: node of an indicator that is switched on
 */
GtkWidget *
nqp_assume_row_new (NqpSession *session, int leaf)
{
  NqpAssumeRow *self = g_object_new (NQP_TYPE_ASSUME_ROW, NULL);
  const NqpTree *tree = nqp_session_get_tree (session);

  self->session = g_object_ref (session);
  self->leaf = leaf;
  nqp_widget_add_pillar_class (self->box, tree, leaf);
  nqp_assume_row_update (self, TRUE);
  return GTK_WIDGET (self);
}
