package import Rendering

extension IndexListing {
  /// The words of those who read the schema: a framework's where migrations are written for one.
  package init(_ convention: Convention?) {
    self = convention == .laravel ? .framework : .catalogue
  }
}
