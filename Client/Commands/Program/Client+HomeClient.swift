package import ClientCore

extension Client: HomeClient {}
