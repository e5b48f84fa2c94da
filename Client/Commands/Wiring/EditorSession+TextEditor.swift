extension EditorSession: TextEditor {}
