/// An object of the schema before and after an update; nil where it was not or is no more.
package struct ObjectChange: Sendable {
  package var id: ObjectID
  package var old: SchemaObject?
  package var new: SchemaObject?

  package init(id: ObjectID, old: SchemaObject?, new: SchemaObject?) {
    self.id = id
    self.old = old
    self.new = new
  }
}
