import type { Photo } from './core/compose.ts'

/** Longest edge of a photo that is sent: a licence plate and a crack stay readable, and a bad link can carry it. */
const longestEdge = 1600
const quality = 0.8

/** Makes a taken photo small enough for a bad link; a picture the browser cannot draw goes as it is. @param name without extension */
export async function shrinkPhoto(file: Blob, name: string): Promise<Photo> {
  const small = await redraw(file).catch(() => null)
  const chosen = small ?? file
  return { name: `${name}.jpg`, type: small === null ? file.type : 'image/jpeg', bytes: await chosen.arrayBuffer() }
}

async function redraw(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
