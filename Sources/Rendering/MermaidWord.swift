/// Mermaid's words: letters, digits and underscores, no digit first.
func mermaidWord(_ text: String) -> String {
  var output = ""
  for character in text {
    let isPlain = character.isASCII && (character.isLetter || character.isNumber)
    output.append(isPlain ? character : "_")
  }
  return output.first?.isNumber == true || output.isEmpty ? "_" + output : output
}
