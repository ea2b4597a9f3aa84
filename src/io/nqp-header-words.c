/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-header-words.h"

#include <string.h>

#define MAX_HEADER 400 /* bytes: no word for a column is that long */

/* Words of one meaning and tier, folded as nqp_header_fold() does, between bars. */
typedef struct
{
  NqpHead head;
  NqpHeadTier tier;
  int level;
  const char *words;
} Words;

static const Words words[] = {
  { NQP_HEAD_REGION, NQP_HEAD_SURE, 0, "|region|地区|" },
  { NQP_HEAD_REGION, NQP_HEAD_SURE, 2, "|省份|" },
  { NQP_HEAD_REGION, NQP_HEAD_SURE, 3, "|城市|" },
  { NQP_HEAD_REGION, NQP_HEAD_USUAL, 0,
    "|regions|regionname|nameofregion|refarea|geo|geo\\time|geo\\timeperiod|geoarea|geoareaname|territory|"
    "unitname|uname|areaname|"
    "geography|"
    "locationname|entity|地区名称|地区名|区域名称|行政区|行政区划|行政区域|行政区名称|行政区划名称|地域|地名|"
    "各地区|分地区|地方|" },
  { NQP_HEAD_REGION, NQP_HEAD_USUAL, 1,
    "|country|countries|countryname|nameofcountry|nation|economy|economyname|countryorarea|countryterritory|"
    "countryregion|国家|国家名称|国别|国家地区|国家和地区|国家或地区|经济体|" },
  { NQP_HEAD_REGION, NQP_HEAD_USUAL, 2,
    "|province|provinces|provincename|nameofprovince|prov|state|statename|provinceregion|省|省市|省区市|"
    "省市区|"
    "省市自治区|省名|省份名称|省级|所在省份|所属省份|所在省|所属省|省自治区直辖市|" },
  { NQP_HEAD_REGION, NQP_HEAD_USUAL, 3,
    "|city|cities|cityname|nameofcity|prefecture|prefecturecity|prefecturename|municipality|municipalityname|"
    "市|城市名称|城市名|地级市|地市|市州|地级市名称|所在城市|所属城市|所属市|" },
  { NQP_HEAD_REGION, NQP_HEAD_USUAL, 4,
    "|county|counties|countyname|nameofcounty|district|districtname|countydistrict|区县|县|县区|区县名称|"
    "县名|县市|"
    "县域|县区名称|县名称|区县名|县级市|县市区|市县|" },
  { NQP_HEAD_REGION, NQP_HEAD_MAYBE, 0, "|area|areas|name|location|unitofanalysis|名称|区域|单位名称|区|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_SURE, 0, "|code|地区代码|行政区划代码|地区编码|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_USUAL, 0,
    "|regioncode|regionid|codeofregion|codeoftheregion|ucode|unitcode|unitid|adcode|geocode|geoid|fips|nuts|"
    "nutscode|"
    "areacode|"
    "adminid|admincode|iso3|iso|iso2|isocode|iso3c|iso2c|iso3code|iso2code|geoareacode|refareacode|"
    "locationcode|区划代码|"
    "区划码|行政代码|行政区代码|行政区域代码|行政区划编码|行政区划码|地区码|区域代码|地区编号|统计用区划代码|"
    "代码|编码|区域编码|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_USUAL, 1, "|countrycode|countryid|economycode|ccode|国家代码|国别代码|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_USUAL, 2,
    "|provincecode|provinceid|provcode|provid|statecode|statefips|省份代码|省代码|省级代码|省份编码|省编码|"
    "省份编号|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_USUAL, 3,
    "|citycode|cityid|prefecturecode|prefectureid|城市代码|城市编码|城市编号|市代码|市编码|地级市代码|"
    "城市id|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_USUAL, 4,
    "|countycode|countyid|countyfips|districtcode|districtid|区县代码|县代码|县区代码|区县编码|县编码|"
    "县域代码|县级代码|" },
  { NQP_HEAD_REGION_CODE, NQP_HEAD_MAYBE, 0, "|id|编号|geo|" },
  { NQP_HEAD_YEAR, NQP_HEAD_SURE, 0, "|year|年份|年|年度|" },
  { NQP_HEAD_YEAR, NQP_HEAD_USUAL, 0,
    "|years|yr|timeperiod|refyear|referenceyear|calendaryear|datayear|数据年份|统计年份|统计年度|" },
  { NQP_HEAD_YEAR, NQP_HEAD_MAYBE, 0, "|time|date|period|t|时间|日期|时期|" },
  { NQP_HEAD_YEAR_CODE, NQP_HEAD_USUAL, 0, "|timecode|yearcode|时间代码|年份代码|" },
  { NQP_HEAD_INDICATOR, NQP_HEAD_SURE, 0, "|indicator|series|指标|序列|" },
  { NQP_HEAD_INDICATOR, NQP_HEAD_USUAL, 0,
    "|indicators|indicatorname|seriesname|nameofindicator|variable|variablename|iname|subject|指标名称|"
    "指标名|变量|变量名|"
    "变量名称|项目|统计指标|" },
  { NQP_HEAD_INDICATOR, NQP_HEAD_MAYBE, 0, "|item|measure|" },
  { NQP_HEAD_INDICATOR_CODE, NQP_HEAD_SURE, 0, "|指标代码|" },
  { NQP_HEAD_INDICATOR_CODE, NQP_HEAD_USUAL, 0,
    "|indicatorcode|seriescode|icode|indicatorid|seriesid|variablecode|变量代码|指标编码|指标编号|"
    "序列代码|" },
  { NQP_HEAD_VALUE, NQP_HEAD_SURE, 0, "|value|数值|值|指标值|" },
  { NQP_HEAD_VALUE, NQP_HEAD_USUAL, 0,
    "|obsvalue|values|datavalue|observation|observationvalue|数据|数据值|" },
  { NQP_HEAD_UNIT, NQP_HEAD_SURE, 0, "|unit|单位|" },
  { NQP_HEAD_UNIT, NQP_HEAD_USUAL, 0, "|units|unitofmeasure|unitmeasure|计量单位|指标单位|" },
  { NQP_HEAD_GROUP, NQP_HEAD_SURE, 0, "|group|分组|区域|组别|" },
  { NQP_HEAD_GROUP, NQP_HEAD_USUAL, 0,
    "|incomegroup|groupname|regiongroup|所属区域|所在区域|区域分组|经济区|经济区域|地带|大区|" },
  { NQP_HEAD_NUMBER, NQP_HEAD_USUAL, 0, "|no|number|rownumber|rowid|rownames|rowname|index|序号|行号|" },
  { NQP_HEAD_CODE, NQP_HEAD_SURE, 0, "|code|代码|" },
  { NQP_HEAD_CODE, NQP_HEAD_MAYBE, 0, "|编码|id|编号|" },
  { NQP_HEAD_NAME, NQP_HEAD_SURE, 0, "|name|名称|地区名称|指标名称|" },
  { NQP_HEAD_NAME_EN, NQP_HEAD_SURE, 0, "|nameen|英文名称|英文名|" },
  { NQP_HEAD_NAME_EN, NQP_HEAD_USUAL, 0, "|englishname|nameenglish|enname|英文|" },
  { NQP_HEAD_NAME_ZH, NQP_HEAD_SURE, 0, "|namezh|中文名称|中文名|" },
  { NQP_HEAD_NAME_ZH, NQP_HEAD_USUAL, 0, "|chinesename|namechinese|namecn|zhname|中文|" },
  { NQP_HEAD_UNIT_EN, NQP_HEAD_SURE, 0, "|uniten|英文单位|" },
  { NQP_HEAD_UNIT_ZH, NQP_HEAD_SURE, 0, "|unitzh|中文单位|" },
  { NQP_HEAD_GROUP_EN, NQP_HEAD_SURE, 0, "|groupen|英文分组|" },
  { NQP_HEAD_GROUP_ZH, NQP_HEAD_SURE, 0, "|groupzh|中文分组|" },
  { NQP_HEAD_SOURCE, NQP_HEAD_SURE, 0, "|source|来源|数据来源|" },
  { NQP_HEAD_SOURCE, NQP_HEAD_USUAL, 0, "|sources|datasource|资料来源|" },
  { NQP_HEAD_NOTE, NQP_HEAD_SURE, 0, "|note|备注|说明|注释|" },
  { NQP_HEAD_NOTE, NQP_HEAD_USUAL, 0, "|notes|remark|remarks|comment|comments|footnote|footnotes|注|附注|" },
  { NQP_HEAD_PILLAR, NQP_HEAD_SURE, 0, "|pillar|支柱|维度|一级指标|" },
  { NQP_HEAD_COMPONENT, NQP_HEAD_SURE, 0, "|component|组成|组成部分|二级指标|" },
  { NQP_HEAD_INDEX_EN, NQP_HEAD_SURE, 0, "|indexen|" },
  { NQP_HEAD_INDEX_ZH, NQP_HEAD_SURE, 0, "|indexzh|" },
  { NQP_HEAD_PILLAR_EN, NQP_HEAD_SURE, 0, "|pillaren|" },
  { NQP_HEAD_PILLAR_ZH, NQP_HEAD_SURE, 0, "|pillarzh|" },
  { NQP_HEAD_COMPONENT_EN, NQP_HEAD_SURE, 0, "|componenten|" },
  { NQP_HEAD_COMPONENT_ZH, NQP_HEAD_SURE, 0, "|componentzh|" },
  { NQP_HEAD_DIRECTION, NQP_HEAD_SURE, 0, "|direction|方向|属性|" },
  { NQP_HEAD_DIRECTION, NQP_HEAD_USUAL, 0, "|polarity|指标方向|指标属性|" },
  { NQP_HEAD_ROLE, NQP_HEAD_SURE, 0, "|role|角色|用途|" },
  { NQP_HEAD_NUMERATOR, NQP_HEAD_SURE, 0, "|numerator|分子|" },
  { NQP_HEAD_FORMULA, NQP_HEAD_SURE, 0, "|formula|公式|" },
  { NQP_HEAD_DENOMINATOR, NQP_HEAD_SURE, 0, "|denominator|分母|" },
  { NQP_HEAD_FACTOR, NQP_HEAD_SURE, 0, "|factor|系数|换算系数|" },
  { NQP_HEAD_LOWER, NQP_HEAD_SURE, 0, "|lower|下限|目标下限|" },
  { NQP_HEAD_UPPER, NQP_HEAD_SURE, 0, "|upper|上限|目标上限|目标值|" },
  { NQP_HEAD_INITIALS, NQP_HEAD_SURE, 0, "|initials|拼音首字母|首字母|" },
  { NQP_HEAD_LONGITUDE, NQP_HEAD_SURE, 0, "|longitude|lon|经度|" },
  { NQP_HEAD_LONGITUDE, NQP_HEAD_USUAL, 0, "|lng|long|" },
  { NQP_HEAD_LATITUDE, NQP_HEAD_SURE, 0, "|latitude|lat|纬度|" },
  { NQP_HEAD_AREA, NQP_HEAD_SURE, 0, "|areakm2|area|面积|面积(平方公里)|" },
  { NQP_HEAD_AREA, NQP_HEAD_USUAL, 0, "|landarea|土地面积|行政区域面积|" },
  { NQP_HEAD_TILE_COL, NQP_HEAD_SURE, 0, "|tilecol|格列|网格列|" },
  { NQP_HEAD_TILE_ROW, NQP_HEAD_SURE, 0, "|tilerow|格行|网格行|" },
  { NQP_HEAD_NEIGHBOUR, NQP_HEAD_SURE, 0, "|neighbour|neighbor|相邻|相邻地区|邻接地区|邻居|" },
  { NQP_HEAD_KIND, NQP_HEAD_SURE, 0, "|kind|类型|邻接类型|" },
  { NQP_HEAD_FLAG, NQP_HEAD_SURE, 0, "|flag|标记|" },
  { NQP_HEAD_FINDING, NQP_HEAD_SURE, 0, "|finding|核查项|" },
  { NQP_HEAD_NODE, NQP_HEAD_SURE, 0, "|node|节点|" },
  { NQP_HEAD_WEIGHT, NQP_HEAD_SURE, 0, "|weight|权重|" },
  { NQP_HEAD_GLOBAL, NQP_HEAD_SURE, 0, "|global|" },
  { NQP_HEAD_PARENT, NQP_HEAD_SURE, 0, "|parent|" },
  { NQP_HEAD_A, NQP_HEAD_SURE, 0, "|a|" },
  { NQP_HEAD_B, NQP_HEAD_SURE, 0, "|b|" },
};

static gboolean
is_joint (gunichar c)
{
  return g_unichar_isspace (c) || c == '_' || c == '-' || c == '.' || c == ':' || c == '/' || c == 0x3001
         || c == 0xfeff || c == 0x200b;
}

char *
nqp_header_fold (const char *text, gsize length)
{
  g_autofree char *plain = g_utf8_normalize (text, (gssize)MIN (length, MAX_HEADER), G_NORMALIZE_ALL_COMPOSE);
  GString *folded = g_string_new (NULL);

  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_joint (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_string_free (folded, FALSE);
}

/* The bracket that @close ends, 0 if it ends none. */
static gunichar
opening (gunichar close)
{
  static const gunichar pairs[][2]
      = { { ')', '(' }, { ']', '[' }, { 0xff09, 0xff08 }, { 0x3011, 0x3010 }, { 0xff3d, 0xff3b } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == close)
      return pairs[i][1];
  return 0;
}

gsize
nqp_header_before_bracket (const char *text, gsize length, char **out_bracket)
{
  const char *end = text + length, *last, *inner_end;
  gunichar close, open;
  int depth = 0;

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  last = end > text ? g_utf8_find_prev_char (text, end) : NULL;
  open = last != NULL ? opening (close = g_utf8_get_char (last)) : 0;
  if (open == 0)
    return length;
  inner_end = last;
  for (const char *p = last; p != NULL; p = g_utf8_find_prev_char (text, p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += c == close ? 1 : c == open ? -1 : 0;
      if (depth > 0)
        continue;
      if (out_bracket != NULL)
        *out_bracket = g_strndup (g_utf8_next_char (p), (gsize)(inner_end - g_utf8_next_char (p)));
      while (p > text && g_ascii_isspace (p[-1]))
        p--;
      return (gsize)(p - text);
    }
  return length;
}

static gboolean
holds (const Words *entry, const char *folded)
{
  gsize length = strlen (folded);

  for (const char *p = strstr (entry->words, folded); p != NULL; p = strstr (p + 1, folded))
    if (p > entry->words && p[-1] == '|' && p[length] == '|')
      return TRUE;
  return FALSE;
}

/* "Group_GDP" and "GDP_group", as some keep them beside the values. */
static gboolean
is_group (const char *folded)
{
  return g_str_has_prefix (folded, "group") || g_str_has_suffix (folded, "group");
}

static NqpHeadWord
find_folded (const char *folded, int at)
{
  if (*folded == '\0' || strchr (folded, '|') != NULL)
    return (NqpHeadWord){ NQP_HEAD_NONE, NQP_HEAD_SURE, 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (holds (&words[i], folded) && at-- == 0)
      return (NqpHeadWord){ words[i].head, words[i].tier, words[i].level };
  if (at == 0 && is_group (folded))
    return (NqpHeadWord){ NQP_HEAD_GROUP, NQP_HEAD_MAYBE, 0 };
  return (NqpHeadWord){ NQP_HEAD_NONE, NQP_HEAD_SURE, 0 };
}

NqpHeadWord
nqp_header_word (const char *text, gsize length, int at)
{
  g_autofree char *folded = NULL;
  g_autofree char *short_folded = NULL;
  NqpHeadWord found;
  gsize before;

  if (length == 0 || length > MAX_HEADER)
    return (NqpHeadWord){ NQP_HEAD_NONE, NQP_HEAD_SURE, 0 };
  folded = nqp_header_fold (text, length);
  found = find_folded (folded, at);
  if (found.head != NQP_HEAD_NONE || (before = nqp_header_before_bracket (text, length, NULL)) == length
      || find_folded (folded, 0).head != NQP_HEAD_NONE)
    return found;
  short_folded = nqp_header_fold (text, before);
  found = find_folded (short_folded, at);
  if (found.tier == NQP_HEAD_SURE)
    found.tier = NQP_HEAD_USUAL; /* with a bracket it is not the program's own word */
  return found;
}
