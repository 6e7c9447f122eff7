/// A name as PostgreSQL's catalogue functions print it: in quotes where it needs them.
///
/// `quote_identifier`: lower-case letters, digits and underscores stay bare, unless the word is a
/// keyword of any category but "unreserved"
/// (https://www.postgresql.org/docs/18/sql-keywords-appendix.html).
package func postgresQuoted(_ name: String) -> String {
  var isFirst = true
  var isPlain = !name.isEmpty
  for byte in name.utf8 {
    let isWord = (0x61...0x7A).contains(byte) || byte == 0x5F
    if !isWord, isFirst || !(0x30...0x39).contains(byte) { isPlain = false }
    isFirst = false
  }
  if isPlain, !postgresKeywords.contains(name) { return name }
  let doubled = name.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"")
  return "\"" + doubled + "\""
}

/// The name of a type as columns show it: in quotes where its letters need them.
package func quotedTypeName(_ name: String) -> String {
  let isPlain = name.utf8.allSatisfy { byte in
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
  return isPlain ? name : "\"" + name + "\""
}

/// Reserved words and those that can name neither a function nor a type, or only a column.
private let postgresKeywords: Set<String> = Set(
  """
  all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
  boolean both case cast char character check coalesce collate collation column concurrently
  constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user dec decimal default deferrable desc distinct do else end except
  exists extract false fetch float for foreign freeze from full grant greatest group grouping
  having ilike in initially inner inout int integer intersect interval into is isnull join json
  json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
  json_serialize json_table json_value lateral leading least left like limit localtime
  localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric
  offset on only or order out outer overlaps overlay placing position precision primary real
  references returning right row select session_user setof similar smallint some substring symmetric
  system_user table tablesample then time timestamp to trailing treat trim true union unique user
  using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement
  xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
  """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
)
