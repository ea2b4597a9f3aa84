/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method.h"

static void
test_default (void)
{
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;
  g_autofree char *label = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  text = nqp_method_to_string (&method);
  description = nqp_method_describe (&method);
  label = nqp_method_scheme_label (&method);
  g_assert_cmpstr (text, ==,
                   "missing=leave outliers=none normalise=minmax weights=entropy aggregate=arithmetic "
                   "coverage=0.6666666666666666 floor=0.01");
  g_assert_cmpstr (description, ==, "entropy weights, min-max over all years, arithmetic mean");
  g_assert_cmpstr (label, ==, "Entropy");
  g_assert_true (nqp_method_is_pooled (&method));
  g_assert_true (nqp_method_check (&method, NULL));
}

static void
test_describe (void)
{
  g_autofree char *description = NULL;
  g_autofree char *label = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (
      nqp_method_parse (&method,
                        "weights=custom(critic)  missing=linear normalise=minmax-year aggregate=geometric "
                        "coverage=0.5",
                        NULL));
  description = nqp_method_describe (&method);
  label = nqp_method_scheme_label (&method);
  g_assert_cmpstr (
      description, ==,
      "custom weights (from CRITIC weights), min-max within each year, geometric mean; linear gaps; "
      "coverage of at least 50 %");
  g_assert_cmpstr (label, ==, "Custom (from CRITIC)");
  g_assert_false (nqp_method_is_pooled (&method));
}

/* Every method there is prints and parses back as itself. */
static void
test_round_trip (void)
{
  NqpMethod method;

  nqp_method_init (&method);
  for (int missing = 0; missing < NQP_N_MISSING; missing++)
    for (int normalise = 0; normalise < NQP_N_NORMALISE; normalise++)
      for (int scheme = 0; scheme < NQP_N_SCHEMES; scheme++)
        for (int from = 0; from < NQP_N_SCHEMES; from++)
          for (int aggregate = 0; aggregate < NQP_N_AGGREGATE; aggregate++)
            {
              g_autofree char *text = NULL;
              g_autofree char *again = NULL;
              NqpMethod back;

              method.missing = (NqpMissing)missing;
              method.normalise = (NqpNormalise)normalise;
              method.scheme = (NqpScheme)scheme;
              method.custom_from = (NqpScheme)from;
              nqp_method_set_aggregate (&method, (NqpAggregate)aggregate);
              method.coverage = 0.1 * from;
              nqp_method_init (&back);
              text = nqp_method_to_string (&method);
              g_assert_true (nqp_method_parse (&back, text, NULL));
              g_assert_true (nqp_method_equal (&method, &back));
              again = nqp_method_to_string (&back);
              g_assert_cmpstr (text, ==, again);
              g_assert_cmpint (nqp_method_check (&back, NULL), ==,
                               normalise != NQP_NORMALISE_ZSCORE || aggregate == NQP_AGGREGATE_ARITHMETIC
                                   || aggregate >= NQP_AGGREGATE_TOPSIS);
            }
}

static void
test_refused (void)
{
  static const char *const bad[] = { "weights=fair",
                                     "weights=custom(fair)",
                                     "normalise=MINMAX",
                                     "speed=9",
                                     "entropy",
                                     "coverage=2",
                                     "coverage=x",
                                     "floor=0",
                                     "missing=",
                                     "aggregate=median",
                                     "outliers=some",
                                     "winsor=0.5",
                                     "power=11",
                                     "shift=-0.1",
                                     "weights=combine(entropy)",
                                     "weights=combine(entropy*custom)",
                                     "weights=custom(custom",
                                     "aggregate=region=geometric",
                                     "aggregate=component=",
                                     "aggregate=component=geometric,index" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat ("missing=linear ", bad[i], NULL);
      g_autoptr (GError) error = NULL;
      NqpMethod method, before;

      nqp_method_init (&method);
      before = method;
      g_assert_false (nqp_method_parse (&method, text, &error));
      g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN);
      g_assert_true (nqp_method_equal (&method, &before));
    }
  {
    g_autoptr (GError) error = NULL;
    NqpMethod method;

    nqp_method_init (&method);
    nqp_method_set (&method, "weights", "fair", &error);
    g_assert_cmpstr (error->message, ==,
                     "weights: “fair” is not known; choose one of: equal, entropy, critic, cv, "
                     "pca, ahp, combine, optimise, custom");
  }
}

/* New keys are printed only when they say something; lines without them are read as before. */
static void
test_new_keys (void)
{
  static const struct
  {
    const char *text;
    const char *printed; /* NULL: as it is */
  } lines[] = {
    { "missing=nearest outliers=winsorise winsor=0.01 normalise=percentile weights=equal aggregate=topsis "
      "coverage=0.5 floor=0.01",
      NULL },
    { "missing=leave outliers=none winsor=0.05 normalise=goalposts weights=combine(ahp+entropy) shift=0.0001 "
      "aggregate=component=power,pillar=arithmetic,index=geometric power=-2 coverage=0.5 floor=0.01",
      NULL },
    { "missing=group-median outliers=box-cox normalise=distance weights=custom(combine(cv*pca)) "
      "aggregate=copeland coverage=0.5 floor=0.01",
      NULL },
    { "weights=combine coverage=0.5",
      "missing=leave outliers=none normalise=minmax weights=combine(entropy*critic) aggregate=arithmetic "
      "coverage=0.5 floor=0.01" },
    { "aggregate=harmonic aggregate=pillar=power aggregate=index=harmonic coverage=0.5",
      "missing=leave outliers=none normalise=minmax weights=entropy "
      "aggregate=component=harmonic,pillar=power,index=harmonic power=0.5 coverage=0.5 floor=0.01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      NqpMethod method, back;

      nqp_method_init (&method);
      g_assert_true (nqp_method_parse (&method, lines[i].text, &error));
      g_assert_no_error (error);
      g_assert_true (nqp_method_check (&method, &error));
      text = nqp_method_to_string (&method);
      g_assert_cmpstr (text, ==, lines[i].printed != NULL ? lines[i].printed : lines[i].text);
      nqp_method_init (&back);
      g_assert_true (nqp_method_parse (&back, text, NULL));
      g_assert_true (nqp_method_equal (&method, &back));
    }
}

static void
test_describe_levels (void)
{
  g_autofree char *description = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method,
                                   "outliers=winsorise winsor=0.05 missing=nearest weights=combine(ahp*cv) "
                                   "aggregate=component=geometric,pillar=power",
                                   NULL));
  description = nqp_method_describe (&method);
  g_assert_cmpstr (
      description, ==,
      "combined weights (product of Pairwise judgements (AHP) and Coefficient of variation), min-max "
      "over all years, components by geometric mean, pillars by power mean of exponent 0.5, index by "
      "arithmetic mean; gaps from the nearest year; winsorised at 5 %");
  g_assert_true (nqp_method_any_level (&method, NQP_AGGREGATE_POWER));
  g_assert_false (nqp_method_all_levels (&method, NQP_AGGREGATE_POWER));
  g_assert_cmpint (nqp_method_aggregate (&method, NQP_LEVEL_COMPONENT), ==, NQP_AGGREGATE_GEOMETRIC);
  g_assert_true (nqp_method_is_pooled (&method));
  nqp_method_set_aggregate (&method, NQP_AGGREGATE_COPELAND); /* compares regions of a year */
  g_assert_false (nqp_method_is_pooled (&method));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/method/default", test_default);
  g_test_add_func ("/method/describe", test_describe);
  g_test_add_func ("/method/round-trip", test_round_trip);
  g_test_add_func ("/method/refused", test_refused);
  g_test_add_func ("/method/new-keys", test_new_keys);
  g_test_add_func ("/method/describe-levels", test_describe_levels);
  return g_test_run ();
}
