/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-names.h"

typedef struct
{
  const char *code, *en, *zh, *initials;
} Known;

static const Known provinces[] = {
  { "110000", "Beijing", "北京", "bj" }, { "120000", "Tianjin", "天津", "tj" },
  { "140000", "Shanxi", "山西", "sx" },  { "150000", "Inner Mongolia", "内蒙古", "nmg" },
  { "220000", "Jilin", "吉林", "jl" },   { "450000", "Guangxi", "广西", "gx" },
  { "540000", "Tibet", "西藏", "xz" },   { "610000", "Shaanxi", "陕西", "sx" },
  { "640000", "Ningxia", "宁夏", "nx" }, { "650000", "Xinjiang", "新疆", "xj" },
  { "710000", "Taiwan", "台湾", "tw" },  { "810000", "Hong Kong", "香港", "xg" },
  { "820000", "Macao", "澳门", "am" },
};

static const Known economies[] = {
  { "CHN", "China", "中国", NULL },          { "CIV", "Cote d'Ivoire", "科特迪瓦", NULL },
  { "CZE", "Czech Republic", "捷克", NULL }, { "DOM", "Dominican Republic", "多米尼加", NULL },
  { "GBR", "United Kingdom", "英国", NULL }, { "HKG", "Hong Kong SAR, China", "中国香港", NULL },
  { "IRN", "Iran", "伊朗", NULL },           { "KGZ", "Kyrgyzstan", "吉尔吉斯斯坦", NULL },
  { "KOR", "South Korea", "韩国", NULL },    { "LAO", "Laos", "老挝", NULL },
  { "MDA", "Moldova", "摩尔多瓦", NULL },    { "NER", "Niger", "尼日尔", NULL },
  { "NGA", "Nigeria", "尼日利亚", NULL },    { "NLD", "Netherlands", "荷兰", NULL },
  { "RUS", "Russia", "俄罗斯", NULL },       { "SVK", "Slovakia", "斯洛伐克", NULL },
  { "SWZ", "Eswatini", "斯威士兰", NULL },   { "TTO", "Trinidad and Tobago", "特立尼达和多巴哥", NULL },
  { "TUR", "Türkiye", "土耳其", NULL },      { "USA", "United States", "美国", NULL },
  { "VEN", "Venezuela", "委内瑞拉", NULL },  { "VNM", "Viet Nam", "越南", NULL },
};

/* Units of one name that differ only by what they are. */
static const Known units[] = {
  { "22", "Jilin Province", "吉林省", NULL },
  { "2202", "Jilin City", "吉林市", NULL },
  { "433100", NULL, "湘西土家族苗族自治州", NULL },
  { "652300", NULL, "昌吉回族自治州", NULL },
  { "150500", NULL, "通辽市", NULL },
  { "522400", NULL, "毕节地区", NULL },
  { "341100", "Luliang", "吕梁市", NULL },
  { "x1", NULL, "易县", NULL },
  { "a", NULL, "鼓楼区", NULL },
  { "b", NULL, "鼓楼区", NULL },
};

static NqpNames *
make (const Known *known, gsize n)
{
  NqpNames *names = nqp_names_new ();

  for (gsize i = 0; i < n; i++)
    {
      NqpText text = { (char *)known[i].en, (char *)known[i].zh };

      g_assert_cmpint (nqp_names_add (names, known[i].code, &text, known[i].initials), ==, (int)i);
    }
  return names;
}

typedef struct
{
  const char *name, *code; /* of the place that is found; NULL = none */
  NqpNameStep step;
  const char *proposals; /* codes, or NULL */
} Case;

static void
check (NqpNames *names, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      NqpNameMatch match = nqp_names_match (names, cases[i].name, TRUE);
      g_autoptr (GString) proposed = g_string_new (NULL);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (match.place >= 0 ? nqp_names_code (names, match.place) : NULL, ==, cases[i].code);
      g_assert_cmpint (match.step, ==, cases[i].step);
      for (int k = 0; k < match.n_proposals; k++)
        g_string_append_printf (proposed, "%s%s", k > 0 ? "," : "",
                                nqp_names_code (names, match.proposals[k]));
      if (cases[i].proposals != NULL || match.place >= 0)
        g_assert_cmpstr (proposed->str, ==, cases[i].proposals != NULL ? cases[i].proposals : "");
    }
}

static void
test_provinces (void)
{
  static const Case cases[] = {
    { "110000", "110000", NQP_NAME_CODE, NULL },
    { "北京", "110000", NQP_NAME_SAME, NULL },
    { "Beijing", "110000", NQP_NAME_SAME, NULL },
    { "北　京", "110000", NQP_NAME_FOLDED, NULL },
    { "\xc2\xa0北 京\t", "110000", NQP_NAME_FOLDED, NULL },
    { "１１００００", "110000", NQP_NAME_FOLDED, NULL },
    { "BEIJING ", "110000", NQP_NAME_FOLDED, NULL },
    { "Běijīng", "110000", NQP_NAME_FOLDED, NULL },
    { "北京市", "110000", NQP_NAME_STEM, NULL },
    { "北京 市", "110000", NQP_NAME_STEM, NULL },
    { "Beijing Municipality", "110000", NQP_NAME_STEM, NULL },
    { "beijing shi", "110000", NQP_NAME_STEM, NULL },
    { "内蒙古自治区", "150000", NQP_NAME_STEM, NULL },
    { "广西壮族自治区", "450000", NQP_NAME_STEM, NULL },
    { "宁夏回族自治区", "640000", NQP_NAME_STEM, NULL },
    { "新疆维吾尔自治区", "650000", NQP_NAME_STEM, NULL },
    { "Guangxi Zhuang Autonomous Region", "450000", NQP_NAME_STEM, NULL },
    { "Xinjiang Uygur Autonomous Region", "650000", NQP_NAME_STEM, NULL },
    { "Bei Jing", "110000", NQP_NAME_LETTERS, NULL },
    { "Tian-jin Shi", "120000", NQP_NAME_LETTERS, NULL },
    { "Nei Mongol", "150000", NQP_NAME_OTHER, NULL },
    { "Neimenggu", "150000", NQP_NAME_OTHER, NULL },
    { "Nei Mongol Zizhiqu", "150000", NQP_NAME_OTHER, NULL },
    { "Xizang", "540000", NQP_NAME_OTHER, NULL },
    { "中国香港特别行政区", "810000", NQP_NAME_OTHER, NULL },
    { "Macau", "820000", NQP_NAME_OTHER, NULL },
    { "Taiwan, China", "710000", NQP_NAME_OTHER, NULL },
    /* alike, and two */
    { "Shanxi", "140000", NQP_NAME_SAME, NULL },
    { "Shaanxi", "610000", NQP_NAME_SAME, NULL },
    { "SHAANXI Province", "610000", NQP_NAME_STEM, NULL },
    { "Shan Xi", "140000", NQP_NAME_LETTERS, NULL },
    { "sx", NULL, NQP_NAME_INITIALS, "140000,610000" },
    { "bj", NULL, NQP_NAME_INITIALS, "110000" },
    { "Shaanxxi", NULL, NQP_NAME_SPELLING, "610000,140000" },
    { "Beijng", NULL, NQP_NAME_SPELLING, "110000" },
    { "新疆生产建设兵团", NULL, NQP_NAME_PART, "650000" },
    { "全国", NULL, NQP_NAME_UNKNOWN, NULL },
    { "110001", NULL, NQP_NAME_UNKNOWN, NULL }, /* another code, not a slip */
    { "", NULL, NQP_NAME_UNKNOWN, NULL },
    { "市", NULL, NQP_NAME_UNKNOWN, NULL },
  };
  g_autoptr (NqpNames) names = make (provinces, G_N_ELEMENTS (provinces));

  check (names, cases, G_N_ELEMENTS (cases));
}

static void
test_economies (void)
{
  static const Case cases[] = {
    { "Korea, Rep.", "KOR", NQP_NAME_OTHER, NULL },
    { "Republic of Korea", "KOR", NQP_NAME_OTHER, NULL },
    { "Korea, Dem. People's Rep.", NULL, NQP_NAME_UNKNOWN, NULL },
    { "Vietnam", "VNM", NQP_NAME_OTHER, NULL },
    { "Turkey", "TUR", NQP_NAME_OTHER, NULL },
    { "Turkiye", "TUR", NQP_NAME_FOLDED, NULL },
    { "Republic of Türkiye", "TUR", NQP_NAME_STEM, NULL },
    { "Czechia", "CZE", NQP_NAME_OTHER, NULL },
    { "Slovak Republic", "SVK", NQP_NAME_OTHER, NULL },
    { "Russian Federation", "RUS", NQP_NAME_OTHER, NULL },
    { "Iran, Islamic Rep.", "IRN", NQP_NAME_OTHER, NULL },
    { "Iran (Islamic Republic of)", "IRN", NQP_NAME_STEM, NULL },
    { "Venezuela, RB", "VEN", NQP_NAME_OTHER, NULL },
    { "Lao PDR", "LAO", NQP_NAME_OTHER, NULL },
    { "Kyrgyz Republic", "KGZ", NQP_NAME_OTHER, NULL },
    { "Moldova, Republic of", "MDA", NQP_NAME_OTHER, NULL },
    { "Swaziland", "SWZ", NQP_NAME_OTHER, NULL },
    { "The Netherlands", "NLD", NQP_NAME_FOLDED, NULL },
    { "Netherlands (the)", "NLD", NQP_NAME_FOLDED, NULL },
    { "Côte d’Ivoire", "CIV", NQP_NAME_FOLDED, NULL },
    { "Trinidad & Tobago", "TTO", NQP_NAME_FOLDED, NULL },
    { "United States of America", "USA", NQP_NAME_OTHER, NULL },
    { "People's Republic of China", "CHN", NQP_NAME_OTHER, NULL },
    { "中华人民共和国", "CHN", NQP_NAME_OTHER, NULL },
    { "Hong Kong", "HKG", NQP_NAME_OTHER, NULL },
    { "香港", "HKG", NQP_NAME_OTHER, NULL },
    /* what a suffix or a likeness would get wrong */
    { "Dominica", NULL, NQP_NAME_PART, "DOM" },
    { "Niger", "NER", NQP_NAME_SAME, NULL },
    { "Nigeria", "NGA", NQP_NAME_SAME, NULL },
    { "chn", "CHN", NQP_NAME_FOLDED, NULL },
  };
  g_autoptr (NqpNames) names = make (economies, G_N_ELEMENTS (economies));
  NqpNameMatch match;

  check (names, cases, G_N_ELEMENTS (cases));
  match = nqp_names_match (names, "Republic of China", TRUE);
  g_assert_cmpint (match.place, ==, -1);
}

static void
test_units (void)
{
  static const Case cases[] = {
    { "吉林", NULL, NQP_NAME_PART, "22,2202" },      { "吉林省", "22", NQP_NAME_SAME, NULL },
    { "Jilin", NULL, NQP_NAME_PART, "22,2202" },     { "Jilin Prov.", NULL, NQP_NAME_PART, "22,2202" },
    { "湘西", "433100", NQP_NAME_STEM, NULL },       { "湘西自治州", "433100", NQP_NAME_STEM, NULL },
    { "昌吉州", "652300", NQP_NAME_STEM, NULL },     { "通辽", "150500", NQP_NAME_STEM, NULL },
    { "毕节市", NULL, NQP_NAME_PART, "522400" }, /* its kind changed, or it is another */
    { "Lvliang", "341100", NQP_NAME_LETTERS, NULL }, { "Lüliang", "341100", NQP_NAME_FOLDED, NULL },
    { "易县", "x1", NQP_NAME_SAME, NULL },           { "鼓楼区", NULL, NQP_NAME_PART, "a,b" },
  };
  g_autoptr (NqpNames) names = make (units, G_N_ELEMENTS (units));

  check (names, cases, G_N_ELEMENTS (cases));
}

static void
test_label (void)
{
  g_autoptr (NqpNames) names = nqp_names_new ();
  const NqpText text = { "One", "一" };
  NqpNameMatch match;
  g_autofree char *shown = NULL;

  g_assert_cmpint (nqp_names_add (names, "r1", &text, NULL), ==, 0);
  nqp_names_add_label (names, 0, "The first");
  match = nqp_names_match (names, "first", FALSE);
  g_assert_cmpint (match.place, ==, 0);
  shown = nqp_names_show (names, 0);
  g_assert_nonnull (strstr (shown, "r1"));
  g_assert_cmpint (nqp_names_size (names), ==, 1);
}

static void
test_hostile (void)
{
  static const char *const texts[]
      = { "\xff\xfe", "   ",      "\xe3\x80\x80",     "&&&&", "the", "the the", "rep", "republic of",
          "自治区",   "族自治区", "\xcc\x81\xcc\x81", "’’’" };
  g_autoptr (NqpNames) names = make (provinces, G_N_ELEMENTS (provinces));
  g_autofree char *long_name = g_strnfill (3000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (nqp_names_match (names, texts[i], TRUE).place, ==, -1);
  g_assert_cmpint (nqp_names_match (names, long_name, TRUE).place, ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/provinces", test_provinces);
  g_test_add_func ("/names/economies", test_economies);
  g_test_add_func ("/names/units", test_units);
  g_test_add_func ("/names/label", test_label);
  g_test_add_func ("/names/hostile", test_hostile);
  return g_test_run ();
}
