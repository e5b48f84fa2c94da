import Models

extension [UInt8] {
    /// Base64 that is safe in a path.
    var base64url: String { base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") }
}
