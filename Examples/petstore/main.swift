print("petstore")
