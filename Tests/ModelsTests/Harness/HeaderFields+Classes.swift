import Models
import Support

/// A header of each class, as it should be.
extension HeaderFields {
    static var own: HeaderFields { HeaderFields() }

    static var shared: HeaderFields {
        var fields = HeaderFields()
        fields.visibility = .shared
        return fields
    }

    static var sealed: HeaderFields {
        var fields = HeaderFields()
        fields.visibility = .sealed
        fields.round = Sample.id(7)
        fields.commitment = Sample.id(8)
        fields.key = nil
        fields.id = .answer(of: Sample.id(7), by: fields.author)
        return fields
    }
}
