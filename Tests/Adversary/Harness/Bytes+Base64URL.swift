import Models

extension [UInt8] {
    /// As it may stand in a path.
    var base64url: String { base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") }
}
