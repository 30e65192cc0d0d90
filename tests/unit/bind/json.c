/* json: canonical bytes, round trips, and each refusal with its path. */
#include "check.h"

static void writes(void **state)
{
    (void)state;
    test_lua(
        "same(json.encode {}, '{}')\n"
        "same(json.encode { b = 1, a = 2, [\"a.b\"] = 3, B = 4, ['ж'] = 5 }, "
        "'{\"B\":4,\"a\":2,\"a.b\":3,\"b\":1,\"ж\":5}')\n"
        "same(json.encode { 1, 'x', true, { {} } }, '[1,\"x\",true,[{}]]')\n"
        "same(json.encode(5), '5') same(json.encode('x'), '\"x\"') same(json.encode(nil), 'null')\n"
        "same(json.encode(false), 'false')\n"
        "same(json.encode { 1.0, -0.0, 0.1, -2.5, 1e15, 2^53, -2^53, 1/3, 1e300, 5e-324 },\n"
        "  "
        "'[1,0,0.1,-2.5,1000000000000000,9007199254740992,-9007199254740992,0.3333333333333333,'\n"
        "  .. '1e+300,4.94065645841247e-324]')\n"
        "same(json.encode('a\"b\\\\c\\n\\t\\r\\1/\\127ж😀'), "
        "'\"a\\\\\"b\\\\\\\\c\\\\n\\\\t\\\\r\\\\u0001/\\127ж😀\"')\n"
        "same(json.encode { ['k\"\\n'] = 1 }, '{\"k\\\\\"\\\\n\":1}')\n");
}

static void equal_tables_give_equal_bytes(void **state)
{
    (void)state;
    test_lua(
        "local a, b = {}, {}\n"
        "for i = 1, 500 do a['k' .. i] = i end\n"
        "for i = 500, 1, -1 do b['k' .. i] = i + 0.0 end\n"
        "for i = 1, 300 do b['x' .. i] = 1 end for i = 1, 300 do b['x' .. i] = nil end\n"
        "same(json.encode(a), json.encode(b))\n"
        "same(json.encode { ab = 1, a = 2, ['a\\1'] = 3 }, '{\"a\":2,\"a\\\\u0001\":3,\"ab\":1}')");
}

static void round_trips(void **state)
{
    (void)state;
    test_lua(
        "for _, s in ipairs { '{}', '[1]', '{\"a\":[{\"b\":{}}],\"c\":-0.125}', '\"\\\\u0001\"', "
        "'[true,false]',\n"
        "  '{\"0\":1,\"1\":2}', '12345678901234', '[[[[1]]]]', '\"ж😀\"', '1.5e-07', "
        "'9007199254740992' } do\n"
        "  same(json.encode(json.decode(s)), s)\n"
        "end\n"
        "local seed = 7\n"
        "local function roll(n) seed = seed * 48271 % 2147483647 return seed % n end\n"
        "local function value(depth)\n"
        "  local kind = roll(depth > 4 and 4 or 6)\n"
        "  if kind == 0 then return roll(1000000) - 500000 elseif kind == 1 then return roll(1000) "
        "/ 7\n"
        "  elseif kind == 2 then return roll(2) == 0 elseif kind == 3 then return "
        "('é\"\\\\\\n'):rep(roll(4)) .. roll(99)\n"
        "  end\n"
        "  local t = {}\n"
        "  for i = 1, roll(6) do t[kind == 4 and i or 'k' .. roll(50)] = value(depth + 1) end\n"
        "  return t\n"
        "end\n"
        "for i = 1, 2000 do\n"
        "  local once = json.encode(value(0)) local back, why = json.decode(once)\n"
        "  if back == nil then error(why .. ' in ' .. once) end\n"
        "  same(json.encode(back), once)\n"
        "end");
}

static void reads(void **state)
{
    (void)state;
    test_lua(
        "same(#json.decode ' [ ] ', 0) same(next(json.decode '[]'), nil)\n"
        "same(math.type(json.decode '5'), 'integer') same(math.type(json.decode '5.0'), "
        "'integer')\n"
        "same(json.decode '1e3', 1000) same(math.type(json.decode '1e3'), 'integer')\n"
        "same(json.decode '-0', 0) same(json.decode '0.5', 0.5) same(json.decode '1E-2', 0.01)\n"
        "same(json.decode '9007199254740993', 9007199254740993)\n"
        "same(math.type(json.decode '123456789012345678901234567890'), 'float')\n"
        "same(json.decode '{\"a\":null,\"b\":1}'.a, nil) same(json.decode 'null', nil)\n"
        "local list = json.decode '[1,null,2]' same(#list, 2) same(list[2], 2)\n"
        "same(json.decode "
        "'\"\\\\u0416\\\\ud83d\\\\ude00\\\\/\\\\b\\\\f\\\\n\\\\r\\\\t\\\\\"\\\\\\\\\"', "
        "'Ж😀/\\b\\f\\n\\r\\t\"\\\\')\n"
        "same(json.decode '{\"a\":1,\"a\":2}'.a, 2)\n"
        "same(json.decode '\\n{\\t\"a\" : [ 1 , 2 ] }\\r '.a[2], 2)\n"
        "for _, count in ipairs { 31, 32, 33, 200 } do\n"
        "  local list, row = {}, {}\n"
        "  for i = 1, count do list[i] = i row['k' .. i] = { i } end\n"
        "  list = json.decode(json.encode(list)) row = json.decode(json.encode(row))\n"
        "  same(#list, count) same(list[count], count) same(row['k' .. count][1], count)\n"
        "  same(row.k1[1], 1)\n"
        "end\n"
        "same(json.decode('{' .. ('\"a\":1,\"b\":2,'):rep(20) .. '\"a\":3,\"b\":null}').a, 3)\n"
        "local deep = ('['):rep(64) .. (']'):rep(64) assert(json.decode(deep))");
}

static void refuses_to_read(void **state)
{
    (void)state;
    test_lua("for _, s in ipairs { '', ' ', '{', '[', '[1', '[1,]', '[,1]', '{\"a\"}', '{\"a\":}', "
             "'{a:1}', '{\"a\":1,}',\n"
             "  '{1:2}', \"'x'\", '\"x', '\"\\\\x\"', '\"\\\\u12\"', '\"\\\\ud800\"', "
             "'\"\\\\ud800\\\\u0041\"', '\"\\\\udc00\"',\n"
             "  '\"\\\\u0000\"', '\"a\\nb\"', '01', '-', '+1', '1.', '.5', '1e', '1e+', '0x10', "
             "'nan', 'Infinity', 'tru', 'truex',\n"
             "  'nul', '1 2', '[] []', '1e999', '\"\\255\"', '\\239\\187\\191[]', '[1}', "
             "'{\"a\":1]', '\\0', '1\\0',\n"
             "  ('['):rep(65) .. (']'):rep(65), ('{\"a\":'):rep(100000) } do\n"
             "  local value, why = json.decode(s)\n"
             "  if value ~= nil or type(why) ~= 'string' then error(('%q should be "
             "refused'):format(s:sub(1, 40))) end\n"
             "end\n"
             "local _, why = json.decode '[1,\\n x]' assert(why:find('byte 6', 1, true), why)\n"
             "refuses('string expected', json.decode, {})");
}

static void refuses_to_write(void **state)
{
    (void)state;
    test_lua(
        "refuses('bag.3.item: a function cannot be kept', json.encode, { bag = { 1, 2, { item = "
        "print or pcall } } })\n"
        "refuses('a: ', json.encode, { a = 0/0 }) refuses('a: ', json.encode, { a = 1/0 }) "
        "refuses('no number', json.encode, -1/0)\n"
        "refuses('x.n: a whole number over 2^53', json.encode, { x = { n = 9007199254740993 } })\n"
        "refuses('over 2^53', json.encode, math.mininteger)\n"
        "refuses('t: a list', json.encode, { t = { 1, 2, x = 3 } })\n"
        "refuses('t: a list', json.encode, { t = { x = 3, [1] = 5 } })\n"
        "refuses('holes', json.encode, { 1, nil, 3 }) refuses('holes', json.encode, { [2] = 1 })\n"
        "refuses('holes', json.encode, { [0] = 1 }) refuses('holes', json.encode, { [-1] = 1, [1] "
        "= 2 })\n"
        "refuses('text keys', json.encode, { [true] = 1 }) refuses('text keys', json.encode, { "
        "[1.5] = 1 })\n"
        "refuses('text keys', json.encode, { [{}] = 1 })\n"
        "local self = {} self.me = self refuses('deeper than 32', json.encode, self)\n"
        "local deep = {} local at = deep for i = 1, 31 do at.x = {} at = at.x end\n"
        "json.encode(deep) at.x = {} refuses('deeper than 32', json.encode, deep)");
}

static void refuses_what_others_could_not_read(void **state)
{
    (void)state;
    test_lua("refuses('name: ', json.encode, { name = ('Ж'):sub(1, 1) }) refuses('UTF-8', "
             "json.encode, '\\255')\n"
             "refuses('zero byte', json.encode, 'a\\0b') refuses('zero byte', json.encode, { "
             "['a\\0b'] = 1 })\n"
             "refuses('UTF-8', json.encode, { ['\\255'] = 1 })");
}

static void big(void **state)
{
    (void)state;
    test_lua("local t = {} for i = 1, 20000 do t[i] = { id = 'thing' .. i, n = i } end\n"
             "same(#json.decode(json.encode(t)), 20000)\n"
             "local part, all = ('x'):rep(1000000), {} for i = 1, 5 do all[i] = part end\n"
             "refuses('over', json.encode, all) same(json.encode { 1 }, '[1]')\n"
             "local keys = {} for i = 1, 60000 do keys['k' .. i] = i end\n"
             "same(json.decode(json.encode(keys)).k60000, 60000)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes),
        cmocka_unit_test(equal_tables_give_equal_bytes),
        cmocka_unit_test(round_trips),
        cmocka_unit_test(reads),
        cmocka_unit_test(refuses_to_read),
        cmocka_unit_test(refuses_to_write),
        cmocka_unit_test(refuses_what_others_could_not_read),
        cmocka_unit_test(big),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
